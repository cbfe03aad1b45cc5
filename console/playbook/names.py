"""The names a script may use: variables between {{ }}, and topics."""

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from connectors.language import Words

VARIABLES = MappingProxyType(
    {
        # about this case
        "viewer": Words("观众昵称", "the viewer's name"),
        "product": Words("商品名", "the product's name"),
        "link": Words("几号链接", "the product's number in the basket"),
        "price": Words("现在的到手价", "the price paid right now"),
        "promotion": Words("正在进行的优惠", "the offer that is running"),
        "until": Words("优惠截止时间", "when the offer ends"),
        "gift": Words("赠品", "the free gift"),
        "stock": Words("现在的库存", "what is in stock now"),
        "size": Words("建议尺码", "the size advised"),
        "reply_by": Words("最晚什么时候回话", "when the viewer will hear from us"),
        # about the shop
        "shop": Words("店名", "the shop's name"),
        "host": Words("主播", "the host's name"),
        "agent": Words("客服昵称", "the agent's name"),
        "material": Words("面料或材质", "the material"),
        "courier": Words("快递公司", "the courier"),
        "ship_from": Words("发货地", "where parcels are sent from"),
        "ship_within": Words("多久内发货", "how soon parcels are sent"),
        "return_window": Words("退换期限", "how long returns are taken"),
        "refund_within": Words("退款多久到账", "how soon a refund arrives"),
        "service_hours": Words("客服在线时间", "when after-sales is at work"),
    }
)
"""Name → meaning. Where the desk knows no value, the script's fallback is said."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a script may name. A shop adds its own variables; without `topics` any topic is accepted."""

    variables: Collection[str] = tuple(VARIABLES)
    topics: Collection[str] = ()
