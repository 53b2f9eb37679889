UPDATE scheduled_messages SET promises = '[["je te rappelle demain",300]]';
INSERT INTO case_parts (student_id, case_id, staff_id)
SELECT student_id, case_id, {bytes:a2} FROM cases;
