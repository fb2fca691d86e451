package pms.e2e.faults.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pms.e2e.faults.check.Fold.State;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.Facts;
import pms.e2e.faults.truth.Totals;

/** Each number of analytics is what counting over the fold gives. */
final class TotalsCheck {
    private TotalsCheck() {}

    static void check(Evidence evidence, Fold fold, Findings findings) {
        Totals found = evidence.totals();
        Totals expected = expected(evidence.store().size(), fold.patients().values());
        compare("patients", found.patients(), expected.patients(), findings);
        compare("active patients", found.active(), expected.active(), findings);
        compare("opened accounts", found.accountsOpened(), expected.accountsOpened(), findings);
        compare("closed accounts", found.accountsClosed(), expected.accountsClosed(), findings);
        compare("events", found.events(), expected.events(), findings);
        compare("registrations by day", found.registrations(), expected.registrations(), findings);
        compare("active by birth year", found.birthYears(), expected.birthYears(), findings);
        compare("active by region", found.regions(), expected.regions(), findings);
    }

    private static Totals expected(int events, Collection<State> states) {
        List<State> registered = states.stream().filter(State::isRegistered).toList();
        return new Totals(
                registered.size(),
                registered.stream().filter(State::isActive).count(),
                states.stream().mapToLong(State::opened).sum(),
                states.stream().mapToLong(State::closed).sum(),
                events,
                groups(registered, any -> true, Facts::registeredDate),
                groups(registered, State::isActive, facts -> facts.birthYear() + " " + facts.gender()),
                groups(registered, State::isActive, Facts::region));
    }

    private static Map<String, Long> groups(
            List<State> states, Predicate<State> counted, Function<Facts, String> group) {
        return states.stream()
                .filter(counted)
                .map(State::facts)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.counting()));
    }

    private static void compare(String what, Object found, Object expected, Findings findings) {
        if (!found.equals(expected)) {
            findings.add(Kind.ANALYTICS, what + ": " + found + " instead of " + expected);
        }
    }
}
