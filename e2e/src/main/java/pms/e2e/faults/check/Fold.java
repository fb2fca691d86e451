package pms.e2e.faults.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.e2e.faults.truth.Facts;
import pms.e2e.faults.truth.StoredEvent;

/** What the events make of each patient, worked out without any code of the services. */
record Fold(Map<String, State> patients) {

    /** A patient after all events. */
    static final class State {
        private final String patient;
        private long version;
        private boolean registered;
        private boolean active;
        private boolean erased;
        private @Nullable Facts facts;
        private String statedBy = "";
        private int opened;
        private int closed;
        private String account = "";

        private State(String patient) {
            this.patient = patient;
        }

        String patient() {
            return patient;
        }

        long version() {
            return version;
        }

        boolean isRegistered() {
            return registered;
        }

        /** False when deactivated or erased. */
        boolean isActive() {
            return active;
        }

        boolean isErased() {
            return erased;
        }

        @Nullable
        Facts facts() {
            return facts;
        }

        /** The request that stated the person last. */
        String statedBy() {
            return statedBy;
        }

        int opened() {
            return opened;
        }

        int closed() {
            return closed;
        }

        String account() {
            return account;
        }

        private void apply(StoredEvent event) {
            version = event.isOfPatient() ? event.version() : version;
            switch (event.type()) {
                case StoredEvent.REGISTERED -> {
                    registered = true;
                    active = true;
                    state(event);
                }
                case StoredEvent.AMENDED -> state(event);
                case StoredEvent.DEACTIVATED -> active = false;
                case StoredEvent.ERASED -> {
                    active = false;
                    erased = true;
                }
                case StoredEvent.ACCOUNT_OPENED -> {
                    opened++;
                    account = event.account();
                }
                case StoredEvent.ACCOUNT_CLOSED -> {
                    closed++;
                    account = event.account();
                }
                default -> {
                    // An event that came into being later than this fold: it changes none of what is compared here.
                }
            }
        }

        private void state(StoredEvent event) {
            facts = event.facts();
            statedBy = event.request();
        }
    }

    static Fold of(List<StoredEvent> events) {
        Map<String, State> patients = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            patients.computeIfAbsent(event.patient(), State::new).apply(event);
        }
        return new Fold(patients);
    }
}
