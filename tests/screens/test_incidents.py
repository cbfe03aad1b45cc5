"""A burst of complaints, as the lead sees it."""

from connectors.language import use
from console.model.events import IncidentNoticed
from tests.screens.stage import Stage


async def test_a_burst_of_complaints_is_one_line(stage: Stage) -> None:
    """What about, how many, since when; it grows, and another burst is a number behind it."""
    async with stage.screen() as pilot:
        stage.hear(*[f"退款不到账{number}!" for number in range(4)])
        await stage.settle(pilot)
        assert "集中投诉" not in stage.text()

        stage.hear("退款什么时候到!")
        await stage.settle(pilot)
        assert " ▲ 集中投诉：“complaint.refund”，5 人，20:00:00 起" == stage.text().splitlines()[2]

        stage.wait(10)
        stage.hear(*[f"快退款{number}!" for number in range(2)])
        stage.hear(*[f"没发货{number}!" for number in range(6)])
        await stage.settle(pilot)
        assert " ▲ 集中投诉：“complaint.refund”，7 人，20:00:00 起 (+1)" == stage.text().splitlines()[2]

    assert 2 == len(await stage.journalled(IncidentNoticed))


async def test_it_goes_when_nobody_complains_any_more(stage: Stage) -> None:
    """Also where nobody says anything at all."""
    stage.hear(*[f"退款不到账{number}!" for number in range(9)])
    async with stage.screen() as pilot:
        assert "集中投诉" in stage.text()
        stage.wait(179)
        await stage.settle(pilot)
        assert "集中投诉" in stage.text()
        stage.wait(1)
        await stage.settle(pilot)
        assert "集中投诉" not in stage.text()


async def test_in_english_and_by_its_title(stage: Stage) -> None:
    """The word lists' own title stands there; something that needs somebody at once still follows."""
    use("en")
    stage.hear(*[f"没发货{number}!" for number in range(5)])
    stage.feed.status.problem = "the token has expired"
    async with stage.screen():
        lines = stage.text().splitlines()

    assert " ▲ Burst of complaints: When it is sent, 5 viewers since 20:00:00" == lines[2]
    assert " ✗ 抖音: the token has expired" == lines[3]


async def test_it_fits_the_smallest_screen(stage: Stage) -> None:
    """One row, whatever it is about."""
    stage.hear(*[f"退款不到账{number}!" for number in range(5)])
    async with stage.screen(60, 16):
        assert " ▲ 集中投诉" == stage.text().splitlines()[2][:7]
