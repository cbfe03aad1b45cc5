"""Empty acknowledgements: words that neither ask for anything nor answer anything."""

import re

_LONGEST = 24  # characters; whoever writes more says something

# Atomic and possessive: the alternatives overlap (好, 好的), and a repeated one must not be cut up in every way.
_COURTESY = re.compile(
    r"(?>谢谢(?:你|您|啦|了|主播|老板|客服|亲)*|感谢(?:你|您)?|多谢|辛苦(?:你|您|啦|了)*|不客气|不用谢|没关系|没事(?:的|儿)?|客气了|麻烦(?:你|您)?了|抱歉|不好意思"
    r"|您好|你好|大家好|(?:早上|下午|晚上|中午)好|早安|晚安|拜拜|再见|哈喽|嗨|欢迎(?:光临|来到直播间|您)?"
    r"|好(?:的|滴|哒|嘞|呢|吧|啊|哦|了)*|行(?:的|吧)?|可以的?|嗯(?:嗯|呢|啊)*|哦+|噢+|对的?|是的|收到(?:了|啦)?|知道了|了解了?|明白了?|懂了|没问题|在的|在呢"
    r"|(?:请)?(?:稍等|稍候|等一下|等等)(?:一下|片刻)?|马上(?:来|回)?|来了|祝(?:您|你)(?:生活|购物)愉快"
    r"|thank(?:s| you)(?: so much| a lot| very much)?|thx|ty|tysm|ok(?:ay)?|got it|i see|sure|no problem|np|alright|cool|hi|hello|hey|bye|welcome|you're welcome"
    r"|(?:please wait|one moment|just a moment)(?: please)?|noted"
    r"|亲爱的|亲+|宝+子?|家人们?|主播|老板|客服|小姐姐|dear|sis|哈+|呀|哦|呢|啊|啦|哟|的|[\s,.!~^:;\-]+)++"
)
_ADDRESS_ONLY = re.compile(
    r"(?:亲爱的|亲+|宝+子?|家人们?|主播|老板|客服|小姐姐|dear|sis|哈+|呀|哦|呢|啊|啦|哟|的|[\s,.!~^:;\-]+)*+"
)


def is_courtesy(folded: str) -> bool:
    """Whether a folded text is nothing but thanks, greeting or acknowledgement (谢谢, 好的亲, ok thanks)."""
    return (
        0 < len(folded) <= _LONGEST
        and _COURTESY.fullmatch(folded) is not None
        and _ADDRESS_ONLY.fullmatch(folded) is None
    )
