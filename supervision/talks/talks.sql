-- What is owed of talks turns with its ledger; what was planned, written, signed, reported is never
-- changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_talkduty', 'talk');
CREATE OR REPLACE TRIGGER talkduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, talk_id, prompt_id, person_id, purpose, text,
    made_by_id, made_in_id, made_at ON supervision_talkduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talk_kept
  BEFORE UPDATE OF county_id, year, number, kind_id, unit_id, purpose, place, made_by_id,
    made_in_id, made_at, nonce ON supervision_talk
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talk_never_deleted BEFORE DELETE ON supervision_talk
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talker_noted BEFORE UPDATE ON supervision_talker
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('present');
CREATE OR REPLACE TRIGGER talker_kept BEFORE DELETE ON supervision_talker
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkperson_settled BEFORE UPDATE ON supervision_talkperson
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('view', 'disagrees', 'signed_at',
    'refused_because', 'refused_at', 'refused_by_id', 'record_id');
CREATE OR REPLACE TRIGGER talkperson_kept BEFORE DELETE ON supervision_talkperson
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkclaim_entered BEFORE UPDATE ON supervision_talkclaim
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('problem_id');
CREATE OR REPLACE TRIGGER talkclaim_kept BEFORE DELETE ON supervision_talkclaim
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkrecord_kept BEFORE UPDATE OR DELETE ON supervision_talkrecord
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkstep_kept BEFORE UPDATE OR DELETE ON supervision_talkstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER requirementreply_judged BEFORE UPDATE ON supervision_requirementreply
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('accepted', 'judged_by_id', 'judged_at',
    'judged_because');
CREATE OR REPLACE TRIGGER requirementreply_kept BEFORE DELETE ON supervision_requirementreply
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkgrant_ended BEFORE UPDATE ON supervision_talkgrant
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at');
CREATE OR REPLACE TRIGGER talkgrant_kept BEFORE DELETE ON supervision_talkgrant
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkreading_kept BEFORE UPDATE OR DELETE ON supervision_talkreading
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkprompt_kept
  BEFORE UPDATE OF county_id, user_id, post_id, unit_id, opened_at ON supervision_talkprompt
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkprompt_never_deleted BEFORE DELETE ON supervision_talkprompt
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER promptred_kept BEFORE DELETE ON supervision_promptred
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
