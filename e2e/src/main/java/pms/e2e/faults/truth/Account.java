package pms.e2e.faults.truth;

/** An account as billing has it. */
public record Account(String account, String patient, boolean open) {}
