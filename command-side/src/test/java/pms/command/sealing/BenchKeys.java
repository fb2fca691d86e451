package pms.command.sealing;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import reactor.core.publisher.Mono;

/** Keys for measuring what sealing costs: real ones, and ones that seal nothing. */
public final class BenchKeys {

    private static final KeyEncryptionKey KEK = KeyEncryptionKey.of(Aes.randomKey());

    private BenchKeys() {}

    /** As the service has them: wrapped in the table, made for each registration. */
    public static PatientKeys real(ConnectionFactory connections, DataSource dataSource) {
        KeyEncryptionKeySource source = () -> new KeyEncryptionKeys(List.of(KEK));
        var unused = new SystemKeys(dataSource).index(source.load());
        return new PostgresPatientKeys(new KeyTable(connections), new Kek(source));
    }

    /** Persons stay in clear, and no key is kept anywhere. */
    public static PatientKeys none() {
        return new PatientKeys() {
            @Override
            public Mono<Map<UUID, DataKey>> find(Collection<UUID> patientIds) {
                return Mono.fromSupplier(() ->
                        patientIds.stream().distinct().collect(Collectors.toMap(Function.identity(), Clear::new)));
            }

            @Override
            public Mono<DataKey> obtain(UUID patientId) {
                return Mono.fromSupplier(() -> new Clear(patientId));
            }

            @Override
            public Mono<Long> destroy(Collection<UUID> patientIds) {
                return Mono.just(0L);
            }
        };
    }

    private static final class Clear extends DataKey {

        private static final byte[] NO_KEY = new byte[Aes.KEY_BYTES];

        Clear(UUID patientId) {
            super(patientId, NO_KEY);
        }

        @Override
        public byte[] seal(Purpose purpose, UUID eventId, byte[] person) {
            return person;
        }

        @Override
        public byte[] open(Purpose purpose, UUID eventId, byte[] sealed) {
            return sealed;
        }
    }
}
