package pms.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.handling.HotPatient;
import pms.command.handling.PatientCommands;
import pms.command.sealing.BenchKeys;
import pms.command.sealing.PatientKeys;

/** What sealing costs: patients registered a second, with keys and seals and without any. */
final class SealingSection {

    private static final int[] CALLERS = {1, 64, 256};
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Report report;
    private final int rounds;

    SealingSection(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    private record Side(StoreDatabase database, PostgresEventStore store, PatientCommands commands) {

        static Side of(StoreDatabase database, PatientKeys keys) {
            PostgresEventStore store = database.startStore();
            return new Side(database, store, HotPatient.commands(store, keys));
        }

        Round run(int callers) {
            return ClosedLoop.run(() -> HotPatient.register(commands, UUID.randomUUID()), callers, LENGTH);
        }

        void close() {
            store.close().block(LIMIT);
            database.close();
        }
    }

    void run() {
        StoreDatabase keyed = StoreDatabase.create();
        StoreDatabase clear = StoreDatabase.create();
        Side on = Side.of(keyed, BenchKeys.real(keyed.pool(), keyed.migrateAll()));
        Side off = Side.of(clear, BenchKeys.none());
        report.title("Registering patients: persons sealed, and not");
        report.header("callers", "sealed, patients/s", "in clear, patients/s", "sealed against clear");
        compared(on, off, 64, rounds); // warms up
        for (int callers : CALLERS) {
            report.progress("registering, " + callers + " callers");
            List<Round> sealed = new ArrayList<>();
            List<Round> inClear = new ArrayList<>();
            for (Compared each : compared(on, off, callers, rounds)) {
                sealed.add(each.on());
                inClear.add(each.off());
            }
            report.row(
                    Integer.toString(callers),
                    Spread.of(sealed, Round::perSecond).count(),
                    Spread.of(inClear, Round::perSecond).count(),
                    Spread.ratio(sealed, inClear, Round::perSecond).times());
        }
        on.close();
        off.close();
    }

    private record Compared(Round on, Round off) {}

    private static List<Compared> compared(Side on, Side off, int callers, int rounds) {
        List<Compared> compared = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            compared.add(new Compared(on.run(callers), off.run(callers)));
        }
        return compared;
    }
}
