package pms.command.sealing;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.patient.ClaimTags;

/** The keys and what they are used for. */
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    private static final List<String> SCRUBBED = List.of("keys.patient_key", "keys.system_key");

    @Bean
    Kek kek(KekProperties properties) {
        return new Kek(properties.source());
    }

    @Bean
    KeyedMigration keyedMigration(Kek kek) {
        return new KeyedMigration(kek);
    }

    @Bean
    @DependsOnDatabaseInitialization
    IndexKey indexKey(KeyedMigration migration) {
        return migration.indexKey();
    }

    @Bean
    ClaimTags claimTags(IndexKey indexKey) {
        return new ClaimTags(indexKey::pseudonym);
    }

    @Bean
    KeyTable keyTable(ConnectionPool connections) {
        return new KeyTable(connections);
    }

    @Bean
    PatientKeys patientKeys(KeyTable table, Kek kek) {
        return new PostgresPatientKeys(table, kek);
    }

    @Bean
    @DependsOnDatabaseInitialization
    KeyRotation keyRotation(Kek kek, KeyTable table, KeyedMigration migration, Scrub scrub) {
        return new KeyRotation(kek, table, migration.systemKeys(), scrub);
    }

    @Bean
    Scrub scrub(PostgresqlConnectionFactory ownConnections, ScrubProperties properties, Clock clock) {
        return new Scrub(ownConnections, SCRUBBED, properties, clock);
    }

    @Bean
    Erasures erasures(EventStore events, PatientKeys keys, Scrub scrub) {
        return new Erasures(events, keys, scrub);
    }
}
