-- A demand's lamp turns, with its ledger; what was drafted, demanded, answered and decided is never
-- changed or deleted; a draft changes until it is approved (alerts/lamps/ledger.sql).
SELECT keep_lamp_ledger('supervision_demand', 'demand');
CREATE OR REPLACE TRIGGER demand_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, text, made_by_id, made_in_id, made_at,
    nonce, approved_by_id, word, year, number ON supervision_demand
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandtask_kept BEFORE UPDATE OR DELETE ON supervision_demandtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandreply_decided BEFORE UPDATE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('decision_id');
CREATE OR REPLACE TRIGGER demandreply_kept BEFORE DELETE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demanddecision_kept BEFORE UPDATE OR DELETE ON supervision_demanddecision
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandmeasure_dropped BEFORE UPDATE ON supervision_demandmeasure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at', 'dropped_because');
CREATE OR REPLACE TRIGGER demandmeasure_kept BEFORE DELETE ON supervision_demandmeasure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demanddraft_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, made_by_id, made_in_id, made_at, nonce
    ON supervision_demanddraft
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demanddraft_never_deleted BEFORE DELETE ON supervision_demanddraft
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demandstep_sent BEFORE UPDATE ON supervision_demandstep
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('demand_id');
CREATE OR REPLACE TRIGGER demandstep_kept BEFORE DELETE ON supervision_demandstep
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
