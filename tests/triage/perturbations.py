"""Ways in which viewers type the same thing differently: what a robust reader takes no notice of."""

import random
import re
from collections.abc import Callable, Mapping

Perturbation = Callable[[str, random.Random], str]

HAN = "\u4e00-\u9fff"

# Enough of the commonest characters to turn shop talk into Traditional; written here rather than taken from the product.
TRADITIONAL = str.maketrans(
    "发货还没钱这个么吗为什来时候们图长会开关过问题讲话说请谢买卖质量价优惠码颜色红蓝绿银黄换补单客东书产样觉应当气爱点后"
    "头见现场给让对错运费险电链购车网双选种联系处号带结实际岁区别检验营养蓝袜裤鞋饭馆鱼鸡蛋饼闻难听试鲜热无间",
    "發貨還沒錢這個麼嗎為什來時候們圖長會開關過問題講話說請謝買賣質量價優惠碼顏色紅藍綠銀黃換補單客東書產樣覺應當氣愛點後"
    "頭見現場給讓對錯運費險電鏈購車網雙選種聯繫處號帶結實際歲區別檢驗營養藍襪褲鞋飯館魚雞蛋餅聞難聽試鮮熱無間",
)
# What the same sound is written as, for fun.
SOUNDS_ALIKE = {
    "怎么": ("肿么", "怎莫", "怎末", "咋么"),
    "没有": ("木有", "米有", "某有"),
    "什么": ("神马", "什莫", "什末", "森么"),
    "你们": ("泥萌", "你萌", "泥们"),
    "我们": ("窝们", "我萌"),
    "非常": ("灰常", "飞常"),
    "喜欢": ("稀饭", "喜番"),
    "这样": ("酱紫", "酱样"),
    "知道": ("造", "几道", "知到"),
    "主播": ("主啵", "主波", "猪播"),
    "这么": ("介么", "辣么", "这莫"),
    "可以": ("阔以", "可已", "口以"),
    "不能": ("布能", "不楞"),
    "好吃": ("好七", "好次"),
    "谢谢": ("蟹蟹", "谢谢鸭"),
    "朋友": ("盆友",),
    "有没有": ("有木有", "有米有"),
    "便宜": ("便以", "偏宜", "便益"),
    "超级": ("抄级", "朝级"),
    "东西": ("东东", "冬西"),
}
# What an input method puts out when one is in a hurry.
SLIPS = {
    "发货": ("发或", "法货", "发获"),
    "退款": ("退宽", "退矿", "腿款"),
    "退货": ("退或", "退获", "腿货"),
    "换货": ("换或", "换获"),
    "运费": ("运废", "云费", "运非"),
    "邮费": ("油费", "邮废"),
    "包邮": ("包油", "包由", "包游"),
    "尺码": ("尺马", "吃码"),
    "链接": ("连接", "练接", "链结", "连结"),
    "优惠券": ("优惠卷", "优会券", "优惠劵"),
    "多少钱": ("多少前", "多小钱", "多少钱钱"),
    "质量": ("质亮", "志量", "治量"),
    "客服": ("客付", "客府"),
    "快递": ("快第", "快弟", "块递"),
    "物流": ("物留", "勿流"),
    "下单": ("下但", "下担", "夏单"),
    "颜色": ("言色", "颜涩"),
    "价格": ("价各", "价隔"),
    "直播": ("只播",),
    "便宜": ("便易",),
    "地址": ("地只", "地止"),
    "库存": ("裤存", "库村"),
    "发票": ("发飘",),
    "收到": ("收道",),
    "投诉": ("投述", "头诉"),
    "垃圾": ("拉圾", "垃级", "辣鸡"),
    "骗子": ("骗纸",),
    "掉色": ("掉涩", "吊色"),
    "质保": ("只保",),
    "现货": ("现或", "线货"),
    "售后": ("售候",),
}
INITIALS = {
    "多少钱": "dsq",
    "发货": "fh",
    "退款": "tk",
    "退货": "th",
    "链接": "lj",
    "主播": "zb",
    "快递": "kd",
    "客服": "kf",
    "有没有": "ymy",
    "怎么买": "zmm",
    "怎么": "zm",
    "包邮吗": "bym",
    "优惠券": "yhq",
    "直播间": "zbj",
    "运费险": "yfx",
    "为什么": "wsm",
    "能不能": "nbn",
    "价格": "jg",
    "有货吗": "yhm",
}
PINYIN = {
    "多少钱": "duoshaoqian",
    "发货": "fahuo",
    "退款": "tuikuan",
    "退货": "tuihuo",
    "链接": "lianjie",
    "怎么": "zenme",
    "什么": "shenme",
    "主播": "zhubo",
    "有没有": "youmeiyou",
    "快递": "kuaidi",
    "客服": "kefu",
    "包邮": "baoyou",
    "多少": "duoshao",
    "尺码": "chima",
    "运费": "yunfei",
    "可以": "keyi",
    "垃圾": "laji",
}
AS_PICTURES = {
    "钱": "💰",
    "链接": "🔗",
    "红包": "🧧",
    "快递": "📦",
    "赠品": "🎁",
    "有": "🈶",
    "可以": "🉑",
    "加": "➕",
    "车": "🚗",
    "牛": "🐮",
    "ok": "🆗",
}
DIALECT = {
    "什么": "啥",
    "怎么": "咋",
    "为什么": "为啥",
    "什么时候": "啥时候",
    "怎么样": "咋样",
    "没有": "没得",
}
CHAT_ENGLISH = {
    "you": "u",
    "please": "plz",
    "are": "r",
    "your": "ur",
    "what": "wat",
    "because": "cuz",
    "to": "2",
    "for": "4",
    "thanks": "thx",
    "people": "ppl",
    "really": "rly",
    "why": "y",
    "okay": "k",
    "about": "abt",
    "with": "w",
    "the": "da",
    "how much": "hm",
}
EMOJI = ("😂", "❤️", "👍", "🌹", "🌸", "✨", "🎉", "🔥", "😊", "🙈", "😭", "☀️")
STICKERS = (
    "[捂脸]",
    "[玫瑰]",
    "[比心]",
    "[666]",
    "[看]",
    "[doge]",
    "[呲牙]",
    "[送心]",
    "[吃瓜群众]",
    "[OK]",
    "[大笑]",
    "[妙]",
)
ASKS = re.compile(
    "吗|什么|怎么|多少|几[个天号点件]|哪|为啥|有没有|能不能|可不可以|是不是|^(?:what|how|where|when|why|who|is|are|do|does|can) ",
    re.IGNORECASE,
)
KAOMOJI = ("(๑•̀ㅂ•́)و", "(｡･ω･｡)", "╮(╯▽╰)╭", "(*^▽^*)", "QAQ", "T_T", "orz", "^_^", "(ಥ_ಥ)", "ヾ(≧▽≦*)o")


def swapped(text: str, words: Mapping[str, tuple[str, ...] | str], chance: random.Random) -> str:
    """Return a text with another spelling for every word of a table, the longest words first."""
    for word in sorted(words, key=len, reverse=True):
        spellings = words[word]
        spelling = spellings if isinstance(spellings, str) else chance.choice(spellings)
        if not word.isascii():
            text = text.replace(word, spelling)
        elif is_english(text):
            text = re.sub(rf"\b{word}\b", spelling, text, flags=re.IGNORECASE)
    return text


def is_english(text: str) -> bool:
    """Whether a text is of several Latin words."""
    return text.isascii() and text.count(" ") > 0


def between_han(text: str, what: str) -> str:
    """Return a text with something between every two Chinese characters."""
    return re.sub(f"(?<=[{HAN}])(?=[{HAN}])", what, text)


def at_a_gap(text: str, what: str, chance: random.Random) -> str:
    """Return a text with something between two of its Chinese characters, or behind one of its words."""
    gaps = [gap.start() for gap in re.finditer(f"(?<=[{HAN}])(?=[{HAN}])| ", text)]
    gap = chance.choice(gaps) if gaps else 0
    return text[:gap] + what + text[gap:] if gaps else text


def mapped(text: str, first: str, others: str) -> str:
    """Return a text with its letters, which begin with `first`, in an alphabet that begins with `others`."""
    return "".join(
        chr(ord(others) + ord(sign) - ord(first)) if 0 <= ord(sign) - ord(first) < 26 else sign
        for sign in text
    )


def mistyped(text: str, chance: random.Random) -> str:
    """Return a text in which two letters within one English word changed places."""
    words = list(re.finditer("[a-z]{5,}", text)) if is_english(text) else []
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


KINDS: Mapping[str, Perturbation] = {
    # how it is set down
    "spaces between characters": lambda text, _: between_han(text, " "),
    "wide spaces between characters": lambda text, _: between_han(text, "\u3000"),
    "tabs for spaces": lambda text, _: text.replace(" ", " \t"),
    "full width": lambda text, _: "".join(chr(ord(a) + 0xFEE0) if "!" <= a <= "~" else a for a in text),
    "traditional": lambda text, _: text.translate(TRADITIONAL),
    "capitals": lambda text, _: text.upper(),
    "letters in circles": lambda text, _: mapped(text.lower(), "a", "ⓐ"),
    "mathematical letters": lambda text, _: mapped(text.lower(), "a", "\U0001d41a"),
    "zero-width spaces": lambda text, _: "\u200b".join(text),
    "struck through": lambda text, _: "".join(f"{sign}\u0336" for sign in text),
    "right-to-left marks": lambda text, _: f"\u202a{text}\u202c",
    "broken emoji": lambda text, chance: at_a_gap(text, "\ud83d", chance),
    # repeats
    "last character drawn out": lambda text, _: text + text[-1] * 4 if text[-1:].isalpha() else text,
    "exclamation marks repeated": lambda text, _: re.sub("[!！]+", "！！!!", text),
    "question marks repeated": lambda text, _: re.sub("[?？]+", "？？？", text),
    "tildes": lambda text, _: text + "～～～",
    "said three times": lambda text, _: f"{text} {text} {text}",
    # pictures
    "emoji behind": lambda text, chance: text + chance.choice(EMOJI),
    "emoji in front": lambda text, chance: chance.choice(EMOJI) * 2 + text,
    "emoji between": lambda text, chance: at_a_gap(text, chance.choice(EMOJI), chance),
    "sticker behind": lambda text, chance: text + chance.choice(STICKERS),
    "stickers in front": lambda text, chance: chance.choice(STICKERS) * 2 + text,
    "face of signs behind": lambda text, chance: text + chance.choice(KAOMOJI),
    "pictures for words": lambda text, chance: swapped(text, AS_PICTURES, chance),
    # punctuation
    "question mark added": lambda text, _: text + "？" if ASKS.search(text[-3:]) else text,
    "full stop": lambda text, _: text + "。" if text[-1:].isalnum() else text,
    "dots": lambda text, _: text + "……",
    "commas for spaces": lambda text, _: re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "，", text),
    "spaces for commas": lambda text, _: re.sub("[,，]", " ", text),
    "in quotes": lambda text, _: f"「{text}」",
    # particles
    "particle dropped": lambda text, _: re.sub("(?<=..)[啊呀哦噢哟呐]+(?=[?？!！~～。]*$)", "", text),
    "particle added": lambda text, _: re.sub(f"(?<=[{HAN}])$", "呀", text),
    "another word for 吗": lambda text, chance: re.sub("吗", chance.choice("嘛么麼"), text),
    "的 dropped": lambda text, _: re.sub("(?<=..)的(?=.)", "", text, count=1),
    "的 for 得, 在 for 再, 作 for 做": lambda text, _: text.translate(str.maketrans("得再做", "的在作")),
    # words
    "sounds alike": lambda text, chance: swapped(text, SOUNDS_ALIKE, chance),
    "slips of the pen": lambda text, chance: swapped(text, SLIPS, chance),
    "initials": lambda text, chance: swapped(text, INITIALS, chance),
    "pinyin": lambda text, chance: swapped(
        text, {word: f" {said} " for word, said in PINYIN.items()}, chance
    ),
    "dialect": lambda text, chance: swapped(text, DIALECT, chance),
    "digits in circles": lambda text, _: re.sub(
        "(?<![0-9])[1-9](?![0-9])", lambda m: chr(0x2460 + int(m[0]) - 1), text
    ),
    "the host called": lambda text, chance: chance.choice(("主播 ", "主播主播", "亲 ", "姐 ")) + text,
    "somebody mentioned": lambda text, chance: f"@{chance.choice(('小店助理', '阿宁', 'lily_01'))} {text}",
    "chat spelling": lambda text, chance: swapped(text, CHAT_ENGLISH, chance),
    "apostrophes dropped": lambda text, _: re.sub("(?<=[a-zA-Z])['’](?=[a-zA-Z])", "", text),
    "letters drawn out": lambda text, _: (
        re.sub(r"(?<=[a-z])([aeiouy])\b(?=\W*$)", r"\1\1\1\1", text) if is_english(text) else text
    ),
    "letters changed places": mistyped,
}
"""Every kind by its name. A kind leaves a text as it is where there is nothing for it to change."""
