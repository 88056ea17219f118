"""The State Council's notices as they are written, against the maintained library."""

from datetime import date, timedelta

import pytest

from alerts.workdays.announce import days_of_year
from responsibility.tasks.calendar.read_notice import (
    NOT_UNDERSTOOD,
    WRONG_COUNT,
    WRONG_WEEKDAY,
    read_notice,
)

OF_2026 = """各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""
OF_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
"""
OF_2023 = """一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
"""


@pytest.mark.parametrize(
    "year, text", [(2026, OF_2026), (2025, OF_2025), (2023, OF_2023)], ids=["2026", "2025", "2023"]
)
def test_a_notice_read_is_the_library_s_year(year, text):
    reading = read_notice(text, year=year)
    assert reading.doubts == []
    days = {day: off for found in reading.holidays for day, (off, _) in found.days.items()}
    known = {day.day: day.off for day in days_of_year(year)}
    first = date(year, 1, 1)
    for number in range(365):
        day = first + timedelta(days=number)
        assert days.get(day, day.weekday() >= 5) is known[day], day


@pytest.mark.parametrize(
    "text, doubts",
    [
        pytest.param("元旦：1月1日（周三）放假1天。", [WRONG_WEEKDAY], id="the weekday of 2025"),
        pytest.param("元旦：1月1日（周四）至3日放假，共4天。", [WRONG_COUNT], id="one too many"),
        pytest.param("元旦：另行通知。", [NOT_UNDERSTOOD], id="no day at all"),
        pytest.param(
            "元旦：2月30日放假，共1天。", [NOT_UNDERSTOOD, NOT_UNDERSTOOD], id="no such day"
        ),
        pytest.param(
            "元旦：1月3日至1日放假。", [NOT_UNDERSTOOD, NOT_UNDERSTOOD], id="ends before it begins"
        ),
        pytest.param("今天天气很好。", [], id="no holiday is named"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_what_is_not_plain_is_a_doubt(text, doubts):
    assert [kind for kind, _ in read_notice(text, year=2026).doubts] == doubts


def test_two_holidays_at_once_and_their_working_days():
    (found,) = read_notice(
        "国庆节和中秋节：10月1日至8日放假调休，共8天。9月28日（周日）、10月11日（周六）上班。",
        year=2025,
    ).holidays
    assert found.names == "国庆节、中秋"
    assert (found.first_on, found.last_on) == (date(2025, 10, 1), date(2025, 10, 8))
    assert found.works == [date(2025, 9, 28), date(2025, 10, 11)]
