"""Individual items (个性任务; M004-04): a unit proposes, the office approves."""
