"""What one thing is written as: wrong spellings, spellings for fun, initials and pinyin of the trade, each with the usual one.

Only what hardly ever means anything else stands here; where the surroundings tell, they are part of the pattern. Every
unusual spelling holds a character that no usual one holds: so putting right comes to an end, whatever it brings together.
"""

import re

# Patterns; what must stand around a word looks back from behind its first character, for `re` finds words that begin with
# a character far sooner. Each holds one of `_SIGNS`: rare characters, which say that a closer look is worth it.
UNUSUAL = {
    # for fun
    "怎么": "肿么|肿莫|怎莫|怎末|怎幺|咋莫",
    "什么": "神马|什莫|什末|什幺|森么|甚么",
    "没有": "木(?<![实红原松橡楠榆胡核柚乌沉檀香杉榉桦柏竹软硬积块]木)有|某有|米(?<=有米)有(?=[^机0-9])",
    "你们": "泥们|尼们|倪们|泥萌|你萌(?![萌的啊得到死])",
    "我们": "窝们|偶们",
    "非常": "灰常|飞常",
    "喜欢": "稀饭(?=[你主这他她])|稀(?<=[最好很超]稀)饭|喜番",
    "这样": "酱紫(?![色的])|酱样",
    "那样": "酿紫",
    "知道": "造(?<=你造)(?=吗)",
    "不知道": "不造(?<=我不造)(?![假成])",
    "知不知道": "造不造(?!假)",
    "可以": "阔以",
    "能不能": "能布能|能不楞",
    "谢谢": "蟹(?<!闸蟹)蟹|谢蟹",
    "朋友": "盆友",
    "超级": "炒鸡(?=[好喜赞棒美便划爱可])|抄级",
    "看看": "康(?<![健小康]康)康",
    "这个": "介(?<!中介)个",
    "这么": "介(?<!中介)么|这莫",
    "那么": "辣么(?=[多大好贵久美便慢快高少])",
    "妹子": "妹纸|妹汁",
    "孩子": "孩纸",
    "骗子": "骗纸",
    "垃圾": "拉圾|辣鸡(?![翅腿块丁爪粉面肉])",
    "主播": "猪播|煮播|主啵|主波",
    "的": "滴(?<=[好是行对]滴)(?=[,.!?~ ]|$)|哒(?<=[好是行对]哒)(?=[,.!?~ ]|$)",
    # slips of the pen
    "货": "或(?<=[发到补退换有没缺]或)(?=[吗么嘛没了啊呀呢时?,.!]|$)|获(?<=[发退换]获)(?![得取])",
    "退款": "退宽|退矿",
    "退货": "腿货",
    "运费": "运废|云费|云废",
    "邮": "油(?<=包油)(?![条腻皮烟])",
    "尺码": "尺马",
    "链接": "练接|炼接|恋接|练结|链结|连(?<=[号求发上给个挂]连)接|连结|lj(?<=[号求发上给个挂有哪0-9]lj)(?![a-z0-9])",
    "优惠": "优慧|优汇|忧惠",
    "券": "卷(?<=[惠领抢满减金用放费]卷)(?![起子发饼心纸筒尺])|劵",
    "快递": "快弟|快帝",
    "物流": "勿流",
    "颜色": "言色|颜涩",
    "下单": "夏单|下担(?!心)",
    "价格": "价隔",
    "客服": "客府",
    "地址": "地止",
    "售后": "售候",
    "掉色": "吊色|掉涩",
    "库存": "裤存|库村",
    "投诉": "投述|投素|头诉",
    "质量": "志量|质粮",
    "纯棉": "纯绵",
    "赔偿": "陪偿|赔尝",
    "赔付": "陪付",
    "便宜": "偏宜|便(?<!简便)易",
    "拼多多": "拼夕夕",
    "淘宝": "桃宝|掏宝(?!贝)",
}  # fmt: skip
_SIGNS = (
    "j肿神莫末幺森甚木某泥尼倪萌窝偶灰飞稀番酱酿造阔蟹盆抄鸡康介辣纸汁圾猪煮啵波滴哒"
    "或获宽矿腿废云马练炼恋连慧汇忧卷劵弟帝勿言裤村述素志粮绵陪尝夕桃掏油米布楞结涩夏担隔府止候吊诉偏易"
)
MAYBE_UNUSUAL = re.compile(f"[{_SIGNS}么a-z]")
_SIGN = re.compile(f"[{_SIGNS}]")
_SURROUNDINGS = re.compile(r"\(.*?\)")
_PATTERNS = [
    (found, usual) for usual, patterns in UNUSUAL.items() for found in re.split(r"\|(?![^(]*\))", patterns)
]
_UNUSUAL = re.compile("|".join(found for found, _ in _PATTERNS))
_USUAL = {_SURROUNDINGS.sub("", found): usual for found, usual in _PATTERNS}
# 么 that asks; not 什么, 怎么, 这么, 要么.
_ASKING = re.compile("么(?<=[\u4e00-\u9fff]么)(?<![什怎这那多要么甚咋咱干特他莫神肿森介辣]么)(?=[,.!?~ ]|$)")

# Latin words, none shorter than what it stands for.
_ABBREVIATIONS = {
    "dsq": "多少钱", "yhq": "优惠券", "zbj": "直播间", "yfx": "运费险", "ymy": "有没有", "nbn": "能不能", "zmm": "怎么买",
    "zmb": "怎么办", "zmy": "怎么用", "wsm": "为什么", "bym": "包邮吗", "byb": "包邮不", "yhm": "有货吗", "ddh": "订单号",
    "dbq": "对不起", "jrm": "家人们", "jms": "姐妹们", "xdm": "兄弟们", "xjj": "小姐姐", "gkd": "搞快点", "zmxd": "怎么下单",
    "smsh": "什么时候", "kddh": "快递单号", "bhys": "不好意思", "u1s1": "有一说一", "yysy": "有一说一", "nsdd": "你说得对",
    "bdjw": "不懂就问", "plmm": "漂亮妹妹", "xswl": "笑死我了", "yyds": "永远的神",
}  # fmt: skip
_PINYIN = {
    "duoshaoqian": "多少钱", "duoshao": "多少", "zenme": "怎么", "zenmemai": "怎么买", "zenmeyang": "怎么样", "shenme": "什么",
    "weishenme": "为什么", "shenmeshihou": "什么时候", "meiyou": "没有", "youmeiyou": "有没有", "youhuo": "有货", "meihuo": "没货",
    "fahuo": "发货", "tuikuan": "退款", "tuihuo": "退货", "huanhuo": "换货", "lianjie": "链接", "zhubo": "主播", "kuaidi": "快递",
    "kefu": "客服", "baoyou": "包邮", "chima": "尺码", "yunfei": "运费", "yunfeixian": "运费险", "zhiliang": "质量",
    "youhui": "优惠", "youhuiquan": "优惠券", "yanse": "颜色", "xiadan": "下单", "jiage": "价格", "pianyi": "便宜", "laji": "垃圾",
    "keyi": "可以", "shouhou": "售后", "wuliu": "物流", "haokan": "好看", "fapiao": "发票", "dizhi": "地址", "dingdan": "订单",
    "xianhuo": "现货", "xihuan": "喜欢", "xiexie": "谢谢", "zhengpin": "正品", "shengao": "身高", "tizhong": "体重",
}  # fmt: skip
_INITIALS = {
    "fh": "发货", "tk": "退款", "th": "退货", "kd": "快递", "kf": "客服", "zb": "主播", "zm": "怎么",
    "yf": "运费", "jg": "价格", "wl": "物流",
}  # fmt: skip
_ENGLISH = {
    "thx": "thanks", "tnx": "thanks", "thnx": "thanks", "wat": "what",
    "wut": "what", "cuz": "because", "coz": "because", "ppl": "people", "rly": "really", "abt": "about", "gr8": "great",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "wont": "won't", "isnt": "isn't",
    "arent": "aren't", "wasnt": "wasn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "havent": "haven't", "hasnt": "hasn't",
    "whats": "what's", "wheres": "where's", "hows": "how's", "whos": "who's", "im": "i'm", "ive": "i've", "youre": "you're",
    "thats": "that's", "theres": "there's",
}  # fmt: skip
_AMONG_ENGLISH = {"u": "you", "r": "are", "ur": "your"}
UNMISTAKABLE = _ABBREVIATIONS | _PINYIN | _ENGLISH
_IN_ENGLISH = UNMISTAKABLE | _AMONG_ENGLISH
AMONG_CHINESE = UNMISTAKABLE | _INITIALS
"""Two letters can be anything in another language; among Chinese, or alone, they are these."""
_KNOWN = frozenset(AMONG_CHINESE | _AMONG_ENGLISH)
_LATIN = re.compile("[a-z0-9.&']+")  # u.s. and r&b are words of their own


def usual(text: str) -> str:
    """Return a lower-case text in which `MAYBE_UNUSUAL` finds something with the usual spelling for every unusual one."""
    if text.isascii():
        words = text.split()
        known = _IN_ENGLISH if len(words) > 1 else AMONG_CHINESE
    else:
        if _SIGN.search(text) is not None:
            text = _UNUSUAL.sub(_usual, text)
        if "么" in text:
            text = _ASKING.sub("吗", text)
        words = _LATIN.findall(text)
        known = AMONG_CHINESE
    return text if _KNOWN.isdisjoint(words) else _LATIN.sub(lambda match: known.get(match[0], match[0]), text)


def _usual(match: re.Match[str]) -> str:
    return _USUAL[match[0]]
