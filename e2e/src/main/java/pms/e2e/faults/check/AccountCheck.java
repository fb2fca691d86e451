package pms.e2e.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pms.e2e.faults.check.Fold.State;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Account;
import pms.e2e.faults.truth.Evidence;

/** One account a patient, and one event of its opening; closed with one event when the patient is erased. */
final class AccountCheck {
    private AccountCheck() {}

    static void check(Evidence evidence, Fold fold, Findings findings) {
        Map<String, List<Account>> accounts = new HashMap<>();
        for (Account account : evidence.accounts()) {
            accounts.computeIfAbsent(account.patient(), none -> new ArrayList<>(1))
                    .add(account);
        }
        for (State state : fold.patients().values()) {
            List<Account> found = accounts.getOrDefault(state.patient(), List.of());
            events(state, findings);
            accounts(state, found, findings);
            accounts.remove(state.patient());
        }
        accounts.keySet().forEach(patient -> findings.add(Kind.ACCOUNT_STATE, "of nobody: " + patient));
    }

    private static void events(State state, Findings findings) {
        if (state.opened() > 1 || state.closed() > 1) {
            findings.add(
                    Kind.ACCOUNT_DOUBLED,
                    state.opened() + " openings and " + state.closed() + " closings of " + state.patient());
        }
        boolean told = state.isErased() ? state.closed() > 0 : state.opened() > 0;
        if (state.isRegistered() && !told) {
            findings.add(Kind.ACCOUNT_MISSING, "no event tells of the account of " + state.patient());
        }
        if (!state.isErased() && state.closed() > 0) {
            findings.add(Kind.ACCOUNT_STATE, "closed, though the patient is not erased: " + state.patient());
        }
    }

    private static void accounts(State state, List<Account> found, Findings findings) {
        if (found.size() > 1) {
            findings.add(Kind.ACCOUNT_DOUBLED, found.size() + " accounts of " + state.patient());
        }
        if (found.isEmpty()) {
            findings.add(Kind.ACCOUNT_MISSING, "billing has no account of " + state.patient());
        } else if (found.stream().noneMatch(account -> account.account().equals(state.account()))) {
            findings.add(Kind.ACCOUNT_STATE, "the events tell of account " + state.account() + ", not of " + found);
        } else if (found.getFirst().open() == state.isErased()) {
            findings.add(
                    Kind.ACCOUNT_STATE,
                    (state.isErased() ? "open, though the patient is erased: " : "closed: ") + state.patient());
        }
    }
}
