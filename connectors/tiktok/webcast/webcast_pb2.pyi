from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PushFrame(_message.Message):
    __slots__ = ("payload_type", "payload")
    PAYLOAD_TYPE_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    payload_type: str
    payload: bytes
    def __init__(self, payload_type: _Optional[str] = ..., payload: _Optional[bytes] = ...) -> None: ...

class Response(_message.Message):
    __slots__ = ("messages",)
    class Message(_message.Message):
        __slots__ = ("method", "payload")
        METHOD_FIELD_NUMBER: _ClassVar[int]
        PAYLOAD_FIELD_NUMBER: _ClassVar[int]
        method: str
        payload: bytes
        def __init__(self, method: _Optional[str] = ..., payload: _Optional[bytes] = ...) -> None: ...
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[Response.Message]
    def __init__(self, messages: _Optional[_Iterable[_Union[Response.Message, _Mapping]]] = ...) -> None: ...

class Text(_message.Message):
    __slots__ = ("key", "default_pattern")
    KEY_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_PATTERN_FIELD_NUMBER: _ClassVar[int]
    key: str
    default_pattern: str
    def __init__(self, key: _Optional[str] = ..., default_pattern: _Optional[str] = ...) -> None: ...

class Common(_message.Message):
    __slots__ = ("method", "msg_id", "create_time", "display_text")
    METHOD_FIELD_NUMBER: _ClassVar[int]
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_TEXT_FIELD_NUMBER: _ClassVar[int]
    method: str
    msg_id: int
    create_time: int
    display_text: Text
    def __init__(self, method: _Optional[str] = ..., msg_id: _Optional[int] = ..., create_time: _Optional[int] = ..., display_text: _Optional[_Union[Text, _Mapping]] = ...) -> None: ...

class Headed(_message.Message):
    __slots__ = ("common",)
    COMMON_FIELD_NUMBER: _ClassVar[int]
    common: Common
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ...) -> None: ...

class User(_message.Message):
    __slots__ = ("id", "nickname", "display_id", "badges")
    class Badge(_message.Message):
        __slots__ = ("scene",)
        SCENE_FIELD_NUMBER: _ClassVar[int]
        scene: int
        def __init__(self, scene: _Optional[int] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    NICKNAME_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_ID_FIELD_NUMBER: _ClassVar[int]
    BADGES_FIELD_NUMBER: _ClassVar[int]
    id: int
    nickname: str
    display_id: str
    badges: _containers.RepeatedCompositeFieldContainer[User.Badge]
    def __init__(self, id: _Optional[int] = ..., nickname: _Optional[str] = ..., display_id: _Optional[str] = ..., badges: _Optional[_Iterable[_Union[User.Badge, _Mapping]]] = ...) -> None: ...

class Chat(_message.Message):
    __slots__ = ("common", "user", "content", "emotes")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    EMOTES_FIELD_NUMBER: _ClassVar[int]
    common: Common
    user: User
    content: str
    emotes: _containers.RepeatedCompositeFieldContainer[Emote]
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., user: _Optional[_Union[User, _Mapping]] = ..., content: _Optional[str] = ..., emotes: _Optional[_Iterable[_Union[Emote, _Mapping]]] = ...) -> None: ...

class Emote(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EmoteChat(_message.Message):
    __slots__ = ("common", "user")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    common: Common
    user: User
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...

class Gift(_message.Message):
    __slots__ = ("common", "gift_id", "repeat_count", "user", "repeat_end", "group_id", "gift")
    class Kind(_message.Message):
        __slots__ = ("type", "name")
        TYPE_FIELD_NUMBER: _ClassVar[int]
        NAME_FIELD_NUMBER: _ClassVar[int]
        type: int
        name: str
        def __init__(self, type: _Optional[int] = ..., name: _Optional[str] = ...) -> None: ...
    COMMON_FIELD_NUMBER: _ClassVar[int]
    GIFT_ID_FIELD_NUMBER: _ClassVar[int]
    REPEAT_COUNT_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    REPEAT_END_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GIFT_FIELD_NUMBER: _ClassVar[int]
    common: Common
    gift_id: int
    repeat_count: int
    user: User
    repeat_end: int
    group_id: int
    gift: Gift.Kind
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., gift_id: _Optional[int] = ..., repeat_count: _Optional[int] = ..., user: _Optional[_Union[User, _Mapping]] = ..., repeat_end: _Optional[int] = ..., group_id: _Optional[int] = ..., gift: _Optional[_Union[Gift.Kind, _Mapping]] = ...) -> None: ...

class Like(_message.Message):
    __slots__ = ("common", "count", "user")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    common: Common
    count: int
    user: User
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., count: _Optional[int] = ..., user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...

class Member(_message.Message):
    __slots__ = ("common", "user")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    common: Common
    user: User
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...

class UnauthorizedMember(_message.Message):
    __slots__ = ("common", "nick_name_prefix", "nick_name")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    NICK_NAME_PREFIX_FIELD_NUMBER: _ClassVar[int]
    NICK_NAME_FIELD_NUMBER: _ClassVar[int]
    common: Common
    nick_name_prefix: Text
    nick_name: str
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., nick_name_prefix: _Optional[_Union[Text, _Mapping]] = ..., nick_name: _Optional[str] = ...) -> None: ...

class Social(_message.Message):
    __slots__ = ("common", "user", "action")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    USER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    common: Common
    user: User
    action: int
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., user: _Optional[_Union[User, _Mapping]] = ..., action: _Optional[int] = ...) -> None: ...

class RoomUserSeq(_message.Message):
    __slots__ = ("common", "total")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    common: Common
    total: int
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., total: _Optional[int] = ...) -> None: ...

class Control(_message.Message):
    __slots__ = ("common", "action")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    common: Common
    action: int
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., action: _Optional[int] = ...) -> None: ...

class QuestionNew(_message.Message):
    __slots__ = ("common", "question")
    class Question(_message.Message):
        __slots__ = ("text", "user")
        TEXT_FIELD_NUMBER: _ClassVar[int]
        USER_FIELD_NUMBER: _ClassVar[int]
        text: str
        user: User
        def __init__(self, text: _Optional[str] = ..., user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...
    COMMON_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    common: Common
    question: QuestionNew.Question
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., question: _Optional[_Union[QuestionNew.Question, _Mapping]] = ...) -> None: ...

class RoomPin(_message.Message):
    __slots__ = ("common", "chat", "action")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    CHAT_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    common: Common
    chat: Chat
    action: int
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., chat: _Optional[_Union[Chat, _Mapping]] = ..., action: _Optional[int] = ...) -> None: ...

class ImDelete(_message.Message):
    __slots__ = ("common", "msg_ids", "user_ids")
    COMMON_FIELD_NUMBER: _ClassVar[int]
    MSG_IDS_FIELD_NUMBER: _ClassVar[int]
    USER_IDS_FIELD_NUMBER: _ClassVar[int]
    common: Common
    msg_ids: _containers.RepeatedScalarFieldContainer[int]
    user_ids: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., msg_ids: _Optional[_Iterable[int]] = ..., user_ids: _Optional[_Iterable[int]] = ...) -> None: ...

class OecLiveShopping(_message.Message):
    __slots__ = ("common", "action", "card")
    class Card(_message.Message):
        __slots__ = ("title", "price", "product_id")
        TITLE_FIELD_NUMBER: _ClassVar[int]
        PRICE_FIELD_NUMBER: _ClassVar[int]
        PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
        title: str
        price: str
        product_id: int
        def __init__(self, title: _Optional[str] = ..., price: _Optional[str] = ..., product_id: _Optional[int] = ...) -> None: ...
    COMMON_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    CARD_FIELD_NUMBER: _ClassVar[int]
    common: Common
    action: int
    card: OecLiveShopping.Card
    def __init__(self, common: _Optional[_Union[Common, _Mapping]] = ..., action: _Optional[int] = ..., card: _Optional[_Union[OecLiveShopping.Card, _Mapping]] = ...) -> None: ...
