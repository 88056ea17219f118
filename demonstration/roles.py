"""The codes of the starter roles (responsibility/lists/starter/role_kinds.csv).

For the demonstration and the tests: no rule asks for a code, but for properties of `RoleKind`.
"""

from enum import StrEnum


class Role(StrEnum):
    PARTY_COMMITTEE = "party_committee"
    PRINCIPAL_OFFICER = "principal_officer"
    TEAM_MEMBER = "team_member"
    STATIONED_GROUP = "stationed_group"
    TOWNSHIP_COMMISSION = "township_commission"
    COMMISSION_OFFICE = "commission_office"
    PARTY_LEADER = "party_leader"
    COUNTY_LEADER = "county_leader"
    SECTION_HEAD = "section_head"
