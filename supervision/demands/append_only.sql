-- What was demanded and what was answered is never changed or deleted.
CREATE OR REPLACE TRIGGER demand_kept BEFORE UPDATE OR DELETE ON supervision_demand
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandtask_kept BEFORE UPDATE OR DELETE ON supervision_demandtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandreply_kept BEFORE UPDATE OR DELETE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
