from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Interaction(_message.Message):
    __slots__ = ("uid", "name", "kind", "room", "seconds")
    UID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    uid: int
    name: str
    kind: int
    room: int
    seconds: int
    def __init__(self, uid: _Optional[int] = ..., name: _Optional[str] = ..., kind: _Optional[int] = ..., room: _Optional[int] = ..., seconds: _Optional[int] = ...) -> None: ...

class Giving(_message.Message):
    __slots__ = ("uid", "name", "gifts")
    UID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    GIFTS_FIELD_NUMBER: _ClassVar[int]
    uid: int
    name: str
    gifts: _containers.RepeatedCompositeFieldContainer[Gift]
    def __init__(self, uid: _Optional[int] = ..., name: _Optional[str] = ..., gifts: _Optional[_Iterable[_Union[Gift, _Mapping]]] = ...) -> None: ...

class Gift(_message.Message):
    __slots__ = ("id", "name", "count", "price", "total_coin", "coin_type", "tid", "seconds")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_COIN_FIELD_NUMBER: _ClassVar[int]
    COIN_TYPE_FIELD_NUMBER: _ClassVar[int]
    TID_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    id: int
    name: str
    count: int
    price: int
    total_coin: int
    coin_type: str
    tid: str
    seconds: int
    def __init__(self, id: _Optional[int] = ..., name: _Optional[str] = ..., count: _Optional[int] = ..., price: _Optional[int] = ..., total_coin: _Optional[int] = ..., coin_type: _Optional[str] = ..., tid: _Optional[str] = ..., seconds: _Optional[int] = ...) -> None: ...
