"""A server that answers every request with one HTTP status and never opens a websocket: `python refusing_server.py 401`."""

import http.server
import sys


class Refusal(http.server.BaseHTTPRequestHandler):
    """Answers with the status named on the command line."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Refuse."""
        self.send_response(int(sys.argv[1]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


if __name__ == "__main__":
    with http.server.HTTPServer(("127.0.0.1", 0), Refusal) as server:
        print(f"ws://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()
