-- A demand's lamp turns, with its ledger; what was demanded, answered and decided is never changed
-- or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_demand', 'demand');
CREATE OR REPLACE TRIGGER demand_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, text, made_by_id, made_in_id, made_at,
    nonce ON supervision_demand
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandtask_kept BEFORE UPDATE OR DELETE ON supervision_demandtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandreply_decided BEFORE UPDATE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('decision_id');
CREATE OR REPLACE TRIGGER demandreply_kept BEFORE DELETE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demanddecision_kept BEFORE UPDATE OR DELETE ON supervision_demanddecision
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
