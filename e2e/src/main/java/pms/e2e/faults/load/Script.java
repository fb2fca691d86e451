package pms.e2e.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import pms.e2e.faults.load.Sender.Tried;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Kind;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;

/**
 * What one caller does next. It knows the patients that it registered, and no other caller changes those, so that it
 * knows what each command must be answered; the shared ones are changed by all callers at once. Not thread-safe.
 */
final class Script {
    private static final int PATIENTS_KEPT = 40;

    /** A patient of this caller, as its last acknowledged command left it. */
    private record Own(String patient, Said said, long version) {}

    private final Random random;
    private final MadeUp madeUp;
    private final List<Shared> shared;
    private final List<Own> active = new ArrayList<>();
    private final List<Own> deactivated = new ArrayList<>();
    private final OpenEncounters encounters;

    Script(String caller, Random random, List<Shared> shared) {
        this.random = random;
        this.madeUp = new MadeUp(caller, random);
        this.shared = shared;
        this.encounters = new OpenEncounters(random);
    }

    /** A patient whom all callers amend. */
    record Shared(String patient, Said said) {}

    Intent next() {
        int dice = random.nextInt(100);
        if (active.size() < 3 || dice < 32) {
            return Intent.register(madeUp.patient(), Expected.ACKNOWLEDGED);
        }
        Own own = active.get(random.nextInt(active.size()));
        if (dice < 54) {
            return Intent.amend(
                    own.patient(), changed(own), random.nextBoolean() ? own.version() : 0, Expected.ACKNOWLEDGED);
        }
        if (dice < 62 && !shared.isEmpty()) {
            Shared all = shared.get(random.nextInt(shared.size()));
            return Intent.amend(all.patient(), all.said().named(madeUp.name()), 0, Expected.EITHER);
        }
        if (dice < 82) {
            return encounter(dice, own);
        }
        if (dice < 86) {
            return Intent.amend(own.patient(), changed(own), own.version() + 1 + random.nextInt(3), Expected.REJECTED);
        }
        if (dice < 90) {
            return Intent.register(madeUp.patient().reachedAt(own.said().email()), Expected.REJECTED);
        }
        if (dice < 92 && !deactivated.isEmpty()) {
            Own gone = deactivated.get(random.nextInt(deactivated.size()));
            return Intent.amend(gone.patient(), changed(gone), 0, Expected.REJECTED);
        }
        return dice < 97 ? Intent.deactivate(own.patient()) : Intent.erase(own.patient());
    }

    /** A start never meets another command of the same patient, so that one of a shared patient has to be carried out too. */
    private Intent encounter(int dice, Own own) {
        if (dice < 66 && !shared.isEmpty()) {
            return Intent.start(shared.get(random.nextInt(shared.size())).patient(), Expected.ACKNOWLEDGED);
        }
        Intent start = Intent.start(own.patient(), Expected.ACKNOWLEDGED);
        if (dice < 72) {
            return start;
        }
        return dice < 80
                ? encounters
                        .takeOpen()
                        .map(open -> Intent.finish(open, Expected.ACKNOWLEDGED))
                        .orElse(start)
                : encounters
                        .anyFinished()
                        .map(finished -> Intent.finish(finished, Expected.REJECTED))
                        .orElse(start);
    }

    private Said changed(Own own) {
        Said renamed = own.said().named(madeUp.name());
        return random.nextInt(5) == 0 ? renamed.reachedAt(madeUp.email()) : renamed;
    }

    /** Learns how the last command ended; of a patient about whom nothing sure is known any more no command follows. */
    void learn(Intent intent, Tried tried) {
        if (intent.expected() != Expected.ACKNOWLEDGED) {
            return;
        }
        if (intent.isOfAnEncounter()) {
            learnOfEncounter(intent, tried);
            return;
        }
        Own before = forget(intent.patient());
        if (intent.kind() == Kind.DEACTIVATE || intent.kind() == Kind.ERASE) {
            encounters.forget(intent.patient());
        }
        switch (tried.outcome()) {
            case Acknowledged answer -> keep(intent, before, new Place(answer.patient(), tried.version()));
            case Unknown unknown -> {
                // Registered or not, changed or not: nobody can tell.
            }
            case Rejected rejected -> {
                // The checker says that this was wrong.
            }
        }
    }

    /** Nothing of it changes what is known of the patient. */
    private void learnOfEncounter(Intent intent, Tried tried) {
        if (tried.outcome() instanceof Acknowledged answer && tried.encounter() != null) {
            var encounter = new OpenEncounters.Encounter(answer.patient(), tried.encounter());
            if (intent.kind() == Kind.START_ENCOUNTER) {
                encounters.started(encounter);
            } else {
                encounters.finished(encounter);
            }
        }
    }

    private record Place(String patient, long version) {}

    private void keep(Intent intent, @Nullable Own before, Place now) {
        Said said = intent.said() != null ? intent.said() : before == null ? null : before.said();
        if (said == null) {
            return;
        }
        switch (intent.kind()) {
            case REGISTER, AMEND -> add(active, new Own(now.patient(), said, now.version()));
            case DEACTIVATE -> add(deactivated, new Own(now.patient(), said, 0));
            case START_ENCOUNTER, FINISH_ENCOUNTER -> {
                // They say nothing of the patient.
            }
            case ERASE -> {
                // What it had is free again, and nothing more may be asked of it.
            }
        }
    }

    private void add(List<Own> list, Own own) {
        if (list.size() >= PATIENTS_KEPT) {
            list.remove(random.nextInt(list.size()));
        }
        list.add(own);
    }

    private @Nullable Own forget(@Nullable String patient) {
        for (Own own : active) {
            if (own.patient().equals(patient)) {
                active.remove(own);
                return own;
            }
        }
        return null;
    }
}
