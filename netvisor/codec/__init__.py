"""From declarations to bytes and back: functions over a plan."""
