package pms.e2e.faults.check;

import pms.e2e.faults.truth.Evidence;

/** Holds what was found against what was promised. Pure: the same evidence gives the same findings. */
public final class Checker {
    private Checker() {}

    public static Findings check(Evidence evidence) {
        Findings findings = new Findings();
        Fold fold = Fold.of(evidence.store());
        PresenceCheck.check(evidence, findings);
        StoreCheck.check(evidence.store(), findings);
        CommandCheck.check(evidence, findings);
        TopicCheck.check(evidence, findings);
        DirectoryCheck.check(evidence, fold, findings);
        HistoryCheck.check(evidence, findings);
        EncounterCheck.check(evidence, findings);
        TotalsCheck.check(evidence, fold, findings);
        AccountCheck.check(evidence, fold, findings);
        AuditCheck.check(evidence, findings);
        FeedCheck.check(evidence, findings);
        if (evidence.deadLetters() > 0) {
            findings.add(Violation.Kind.DEAD_LETTER, evidence.deadLetters() + " dead letters");
        }
        evidence.hashes().stream()
                .filter(hash -> !hash.live().equals(hash.rebuilt()))
                .forEach(hash -> findings.add(Violation.Kind.REBUILT_VIEW, hash.toString()));
        return findings;
    }
}
