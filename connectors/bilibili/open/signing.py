"""How calls to Bilibili's open-live interface are signed. Pure.

The rule: the six `x-bili-` headers in alphabetical order, each `name:value`, joined by newlines, none at the end;
`Authorization` is the lower hexadecimal HMAC-SHA256 of that under the access key's secret.
"""

import hashlib
import hmac


def signed(body: bytes, *, key_id: str, secret: str, nonce: str, at_s: int) -> dict[str, str]:
    """Return every header of a call whose body is exactly `body`.

    `nonce` is used once only, `at_s` is the time in unix seconds.
    """
    bound = {
        "x-bili-accesskeyid": key_id,
        "x-bili-content-md5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
        "x-bili-signature-method": "HMAC-SHA256",
        "x-bili-signature-nonce": nonce,
        "x-bili-signature-version": "1.0",
        "x-bili-timestamp": str(at_s),
    }
    text = "\n".join(f"{name}:{value}" for name, value in sorted(bound.items()))
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    json = "application/json"
    return {**bound, "Authorization": signature, "Content-Type": json, "Accept": json}
