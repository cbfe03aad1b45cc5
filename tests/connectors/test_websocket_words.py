"""Why a connection failed, in words a person can use."""

import socket
import ssl

import pytest
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK, InvalidMessage, InvalidURI
from websockets.frames import Close

from connectors.links.address import checked, place
from connectors.links.link import LineLostError
from connectors.links.websocket_words import why_lost, why_refused
from connectors.problem import UserProblem

HERE = "shop.example:443"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "nothing is listening"),
        (TimeoutError("timed out"), "does not answer"),
        (socket.gaierror(-2, "Name or service not known"), "no host"),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), "no secure connection"),
        (InvalidMessage("no HTTP"), "does not answer as a websocket"),
        (OSError(113, "No route to host"), "No route to host"),
        (OSError("Multiple exceptions: [Errno 111] …"), "no connection to"),
    ],
)
def test_a_refusal_that_may_pass_is_tried_again(error: Exception, words: str) -> None:
    """The phrase says what is wrong and where; no Python shows."""
    lost = why_refused(error, HERE)

    assert isinstance(lost, LineLostError)
    assert words in lost.cause
    assert HERE in lost.cause
    assert "Errno" not in lost.cause


@pytest.mark.parametrize("error", [ImportError("python-socks"), InvalidURI("x", "y")])
def test_what_will_not_mend_itself_needs_a_person(error: Exception) -> None:
    """A proxy we cannot use and an address that is none are told with what to do."""
    problem = why_refused(error, HERE)

    assert isinstance(problem, UserProblem)
    assert problem.next_step


def test_a_goodbye_is_told_with_its_code_and_cleaned_reason() -> None:
    """What the server says of its reason is foreign text."""
    lost = why_lost(
        ConnectionClosedOK(Close(1001, "going \x1b[31maway"), Close(1001, ""), rcvd_then_sent=True)
    )

    assert "1001 going [31maway" in lost.cause
    assert (False, False) == (lost.silent, lost.too_large)
    assert 1001 == lost.code


def test_our_own_reasons_to_close_are_told_apart() -> None:
    """Too large a frame, no answer to pings, a cut line: three different things to do next."""
    too_large = why_lost(ConnectionClosedError(None, Close(1009, ""), rcvd_then_sent=None))
    silent = why_lost(ConnectionClosedError(None, Close(1011, "keepalive ping timeout"), rcvd_then_sent=None))
    cut = why_lost(ConnectionClosedError(None, None, rcvd_then_sent=None))

    assert (True, False) == (too_large.too_large, too_large.silent)
    assert (False, True) == (silent.too_large, silent.silent)
    assert (False, False) == (cut.too_large, cut.silent)
    assert 3 == len({too_large.cause, silent.cause, cut.cause})


def test_the_place_shown_hides_what_may_be_secret() -> None:
    """Passwords and tokens of an address never reach a screen or a log."""
    assert "shop.example:8443" == place("wss://me:s3cret@shop.example:8443/live?token=s3cret")


@pytest.mark.parametrize("url", ["ws://localhost", "wss://shop.example/live?x=1", "ws://[::1]:9/"])
def test_addresses_of_websockets_are_taken_as_they_are(url: str) -> None:
    """Nothing is rewritten."""
    assert url == checked(url)
