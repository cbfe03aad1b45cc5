"""The two signatures of Bilibili's interfaces, against values computed elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.bilibili.open import signing
from connectors.bilibili.web import wbi


def test_a_call_is_signed_by_the_rule() -> None:
    """The digest was made with openssl: six lines of `name:value` in alphabetical order, no newline at the end."""
    headers = signing.signed(
        b'{"code":"A1","app_id":1}', key_id="ak", secret="sk", nonce="n-1", at_s=1_700_000_000
    )

    assert {
        "x-bili-accesskeyid": "ak",
        "x-bili-content-md5": "8f00663e7fe81af7c2dd274a5f9255df",
        "x-bili-signature-method": "HMAC-SHA256",
        "x-bili-signature-nonce": "n-1",
        "x-bili-signature-version": "1.0",
        "x-bili-timestamp": "1700000000",
        "Authorization": "90456f051daa884b903eafa17c2397cef4e165db7e9c80a388edcfd5b941991e",
        "Content-Type": "application/json",
        "Accept": "application/json",
    } == headers


@given(st.binary(max_size=20), st.text("0123456789abcdef", min_size=1), st.text("xyz", min_size=1))
def test_anything_that_differs_is_signed_otherwise(body: bytes, nonce: str, secret: str) -> None:
    """The body, the nonce, the secret and the second all count."""

    def authorization(body: bytes, nonce: str, secret: str, at_s: int) -> str:
        return signing.signed(body, key_id="k", secret=secret, nonce=nonce, at_s=at_s)["Authorization"]

    mine = authorization(body, nonce, secret, 1)

    assert mine == authorization(body, nonce, secret, 1)
    assert mine not in {
        authorization(body + b"0", nonce, secret, 1),
        authorization(body, nonce + "0", secret, 1),
        authorization(body, nonce, secret + "0", 1),
        authorization(body, nonce, secret, 2),
    }


def test_a_query_is_signed_by_the_rule() -> None:
    """The published example of the web interface's signature."""
    key = wbi.mixed_key(
        "https://i0.hdslb.com/bfs/wbi/7cd084941338484aae1ad9425b84077c.png",
        "https://i0.hdslb.com/bfs/wbi/4932caff0ff746eab6f01bf08b70ac45.png",
    )
    query = wbi.signed({"foo": "114", "bar": "514", "zab": "1919810"}, key, 1_702_204_169)

    assert "ea1db124af3c7062474693fa704f4ff8" == key
    assert ("1702204169", "8f6f2b5b3d485fe1886cec6a0be8c5d4") == (query["wts"], query["w_rid"])


def test_what_the_rule_drops_is_dropped_before_it_is_sent() -> None:
    """What is signed is what is sent."""
    assert "ab" == wbi.signed({"x": "!'a()*b"}, "key", 1)["x"]


def test_pictures_without_a_key_give_none() -> None:
    """The platform may change them; the refusal that follows says so in its own words."""
    assert "" == wbi.mixed_key("", "https://img.test/short.png")
