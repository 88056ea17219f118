-- The lamp ledger's trigger functions (architecture 4). Attached to every deadline table with the
-- table's matter_kind as argument; see responsibility/tasks/ledger.sql.
-- Statement-level: a sweep of thousands of rows writes its turns in one INSERT.

-- When the clock turns a deadline red: while held never, in a correction window not before its end.
CREATE OR REPLACE FUNCTION lamp_reddens_at(
  late_at timestamptz, hold text, held_until timestamptz
) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN hold IS NULL THEN late_at
            WHEN held_until IS NOT NULL THEN greatest(late_at, held_until) END;

-- Raises; called in place of the instant that a turn must have.
CREATE OR REPLACE FUNCTION lamp_not_dated(deadline bigint) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'lamp of deadline % turned without a later lamp_since', deadline;
END $$;

-- Nested loops are off: the plan is kept for the session, and one made for a single row would
-- compare every row with every other when thousands turn. For the same reason no EXISTS.
CREATE OR REPLACE FUNCTION lamp_turned() RETURNS trigger LANGUAGE plpgsql
SET enable_nestloop = off AS $$
BEGIN
  -- The turns the clock owed up to the new one, by the old row's instants, then the new one.
  -- Half-open: at the instant of the new turn the clock's has come already.
  -- A lamp may come back to what was stored (yellow, red while nobody swept, extended to yellow):
  -- it is lamp_since that tells a turn. One that is none is refused by the ledger's own check.
  INSERT INTO alerts_lampturn
    (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)
  SELECT TG_ARGV[0], t.id, t.county_id,
         lag(t.to_lamp, 1, t.old_lamp) OVER (PARTITION BY t.id ORDER BY t.step),
         t.to_lamp, t.cause, t.at
  FROM (
    SELECT n.id, n.county_id, o.lamp AS old_lamp, step.*
    FROM new_rows n
    JOIN old_rows o USING (id)
    CROSS JOIN LATERAL (VALUES
      (1, 'yellow', 'clock', CASE WHEN o.lamp = 'unlit' THEN o.warns_at END),
      (2, 'red', 'clock', CASE WHEN o.lamp IN ('unlit', 'yellow')
                               THEN lamp_reddens_at(o.late_at, o.hold, o.held_until) END),
      (3, n.lamp, n.lamp_cause, CASE WHEN n.lamp_since > o.lamp_since THEN n.lamp_since
                                     ELSE lamp_not_dated(n.id) END)
    ) AS step (step, to_lamp, cause, at)
    WHERE (n.lamp <> o.lamp OR n.lamp_since <> o.lamp_since)
      AND (step.step = 3 OR step.at < n.lamp_since
           OR (step.at = n.lamp_since AND step.to_lamp <> n.lamp))
  ) t
  ORDER BY t.id, t.step;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION lamp_first_lit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO alerts_lampturn
    (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)
  SELECT TG_ARGV[0], id, county_id, NULL, lamp, lamp_cause, lamp_since FROM new_rows ORDER BY id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION lamp_ledger_by_trigger_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN  -- 1 is this very trigger
    RAISE EXCEPTION 'the lamp ledger is written by its trigger alone';
  END IF;
  RETURN NEW;
END $$;

-- Attaches all this to a deadline table: SELECT keep_lamp_ledger('responsibility_task', 'task').
CREATE OR REPLACE FUNCTION keep_lamp_ledger(deadlines regclass, kind text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION lamp_turned(%L)', kind || '_lamp_turned', deadlines, kind);
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION lamp_first_lit(%L)', kind || '_first_lit', deadlines, kind);
  EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION never_deleted()', kind || '_never_deleted', deadlines);
  -- The ledger names a row by its id; the trigger fires only where a statement sets it.
  EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OF id ON %s
    FOR EACH ROW EXECUTE FUNCTION kept_as_written()', kind || '_keeps_its_id', deadlines);
END $$;

-- Row triggers for every append-only table.
CREATE OR REPLACE FUNCTION kept_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME;
END $$;

-- Only the columns named in the trigger's arguments may change, each once, from null to a value.
CREATE OR REPLACE FUNCTION only_endings_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOR name IN SELECT jsonb_object_keys(becomes) LOOP
    IF becomes -> name IS DISTINCT FROM was -> name
       AND NOT (name = ANY (TG_ARGV) AND was -> name = 'null'::jsonb) THEN
      RAISE EXCEPTION 'column % of % is kept as written', name, TG_TABLE_NAME;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
