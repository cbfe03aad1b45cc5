"""What is somebody's: found whatever it is dressed up as, and of the right kind. Every number here is made up."""

import pytest

from console.triage.personal import Kind, find, masked

PHONES = """
电话13800138000|电话*********00
138 0013 8000|*** **** **00
138-0013-8000加我|***-****-**00加我
１３８００１３８０００|*********００
一三八零零一三八零零零|*********零零
幺三八洞洞幺三八洞洞洞|*********洞洞
壹叁捌零零壹叁捌零零零|*********零零
①③⑧⓪⓪①③⑧⓪⓪⓪|*********⓪⓪
138零零13八000|*********00
138oo138ooo|*********oo
l38有货吗 1380O138O0O|l38有货吗 *********0O
1 3 8 0 0 1 3 8 0 0 0|* * * * * * * * * 0 0
1a3b8c0d0e1f3g8h0i0j0|*******************j0
138🍎0013🍎8000|***🍎****🍎**00
138杠0013杠8000|***********00
+86 138 0013 8000|+** *** **** **00
008613800138000|*************00
8613800138000|***********00
电话 139 129 199 99|电话 *** *** *** 99
138****5678|*********78
021-12345678|***-******78
(0755) 8888 6123|(****) **** **23
电话61234567|电话******67
0912-345-678|****-***-*78
+1 415 555 2671|+* *** *** **71
(415) 555-2671|(***) ***-**71
415-555-2671|***-***-**71
+852 6123 4567|+*** **** **67
手機13800138000|手機*********00
"""
OTHERS = """
id|11010519491231002X|****************2X
id|身份证号11010519491231002x|身份证号****************2x
id|110105 19491231 002X|****** ******** **2X
card|6225880137706868能退吗|**************68能退吗
card|6225 8801 3770 6868|**** **** **** **68
card|卡号6222 0202 0001 2345 678|卡号**** **** **** **** *78
email|发我a.b+c@qq.com|发我***@***
email|ＡＢ＠ｑｑ．ｃｏｍ|***@***
handle|微信abc_123|微信***_*23
handle|微信lic770|微信****70
handle|加群8757013|加群*****13
handle|加我微信 xiaomei|加我微信 *****ei
handle|我的微信是xiaomei|我的微信是*****ei
handle|wx：zhangsan88|wx：********88
handle|V信13712345678|V信*********78
handle|➕薇信：lisi_2020|➕薇信：****_**20
handle|扣扣284957163|扣扣*******63
handle|QQ群:284957163|QQ群:*******63
handle|telegram: zhangsan|telegram: ******an
handle|wechat id zhangsan_1|wechat id *******n_1
address|地址浙江省杭州市西湖区文三路12号3栋2单元501|地址浙江省杭州市***
address|寄到广东省深圳市南山区科技园北区|寄到广东省深圳市***
address|文三路一百二十号|***
address|幸福小区3栋2单元501室，谢谢|***，谢谢
address|5栋2单元301|***
address|中山路123弄4号601|***
address|收貨地址 台北市大安區和平東路2段50號|收貨地址 台北市***
address|send to 123 Main Street, Apt 4B|send to ***
address|10 Rose Hill Rd please|*** please
name|收货人:张三丰|收货人:***
name|收件人李小四|收件人***
name|姓名:欧阳小明|姓名:****
order|订单号：6921234567890123456|订单号：*****************56
order|6921234567890123456什么时候发|*****************56什么时候发
order|定单5216523|定单*****23
order|我的单号 3012345678|我的单号 ********78
order|订单A2023B4567怎么还没到|订单A****B**67怎么还没到
order|order #102345|order #****45
order|order number 10234567|order number ******67
order|230807-123456789012345|******-*************45
order|112-1234567-1234567|***-*******-*****67
order|P712345678901234567|P****************67
parcel|SF1234567890123到哪了|SF***********23到哪了
parcel|JDVB12345678901-1-1|JDVB***********-1-1
parcel|EB123456789CN|EB*******89CN
parcel|1Z999AA10123456784|*Z***AA*********84
parcel|快递单号773123456789012|快递单号*************12
parcel|運單號:773123456789012|運單號:*************12
tail|尾号1234|尾号**34
tail|手机尾号 1234的能发吗|手机尾号 **34的能发吗
tail|订单后四位1234|订单后四位**34
tail|訂單後四位1234|訂單後四位**34
tail|订单后4位是1234|订单后4位是**34
tail|后六位123456|后六位****56
tail|后四位 一二三四|后四位 **三四
tail|last four digits 1234|last four digits **34
tail|order ending in 1234|order ending in **34
tail|1234尾号|**34尾号
number|2849571630|********30
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "shown"), _rows(PHONES))
def test_a_telephone_number_in_any_dress(text: str, shown: str) -> None:
    """Spaces, dashes, full width, Chinese numerals, letters for digits, landlines and foreign ones: two digits stay."""
    assert {"phone"} == {piece.kind for piece in find(text)}
    assert shown == masked(text)


@pytest.mark.parametrize(("kind", "text", "shown"), _rows(OTHERS))
def test_everything_else_that_is_somebodys(kind: Kind, text: str, shown: str) -> None:
    """Each is found as what it is, and of a number two digits stay."""
    assert {kind} == {piece.kind for piece in find(text)}
    assert shown == masked(text)


def test_a_whole_parcel_label() -> None:
    """Receiver, telephone and house go; what was asked stays."""
    text = "收货人张三 13800138000 浙江省杭州市西湖区文三路12号3栋501，几号到"
    kinds = [piece.kind for piece in find(text)]

    assert ["name", "phone", "address"] == kinds
    assert "收货人** *********00 浙江省杭州市***，几号到" == masked(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("李四，13800138000", "**，*********00"),
        ("13800138000 王小明", "*********00 ***"),
        ("方便的话打13800138000", "方便的话打*********00"),
    ],
)
def test_a_name_beside_a_telephone_number(text: str, shown: str) -> None:
    """A surname and one or two characters alone beside it are its owner's; other words stay."""
    assert shown == masked(text)


def test_two_numbers_are_two() -> None:
    """Each has its own place and its own last digits."""
    text = "打 0571-12345678 或 13800138000"

    assert [(2, 15), (18, 29)] == [(piece.start, piece.end) for piece in find(text)]
    assert "打 ****-******78 或 *********00" == masked(text)
