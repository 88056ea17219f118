-- What supervisors decide by a day, of every kind together; nothing is kept here.
CREATE OR REPLACE VIEW supervision_supervisorduty AS
SELECT 'decision-' || d.id AS id, 'decision' AS kind, d.id AS deadline_id,
  CASE WHEN d.extension_id IS NOT NULL THEN 'extension' WHEN d.demand_id IS NOT NULL THEN 'answer'
    WHEN d.draft_id IS NOT NULL THEN 'draft' WHEN d.proposal_id IS NOT NULL THEN 'item'
    WHEN d.version_id IS NOT NULL THEN 'version' WHEN d.power_id IS NOT NULL THEN 'power'
    ELSE 'reset' END AS about,
  d.county_id, d.post_id, d.concerned_unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_decisionduty d
WHERE d.transfer_id IS NULL -- a unit decides, no supervisor
UNION ALL
SELECT 'check-' || d.id, 'check', d.id, 'conclude',
  d.county_id, d.post_id, c.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_checkduty d JOIN supervision_spotcheck c ON c.id = d.spot_check_id
WHERE d.purpose = 'conclude'
UNION ALL
SELECT 'problem-' || d.id, 'problem', d.id, d.purpose,
  d.county_id, d.post_id, p.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_assignment d JOIN supervision_problem p ON p.id = d.problem_id
WHERE d.purpose <> 'rectify'
UNION ALL
SELECT 'objection-' || d.id, 'objection', d.id, 'objection',
  d.county_id, d.post_id, d.concerned_unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_objection d
UNION ALL
SELECT 'suggestion-' || d.id, 'suggestion', d.id, 'suggestion',
  d.county_id, d.post_id, NULL, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_suggestion d
UNION ALL
SELECT 'letter-' || d.id, 'letter', d.id, 'letter',
  d.county_id, d.post_id, l.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_letterduty d JOIN supervision_letter l ON l.id = d.letter_id
WHERE d.purpose <> 'reply';
