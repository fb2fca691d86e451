package pms.cli.up;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.Settings;
import pms.cli.runtime.PostgresServer;
import pms.cli.system.PartNames;

/**
 * What must not be known, and who is told what of it: a service gets what it needs and no more.
 *
 * @param roles the passwords of each database by its name
 * @param keysToken query-side shows it to the key service
 * @param billingToken whoever calls billing shows it
 * @param trustToken services show it to the gateway, to learn which tokens count
 * @param operatorSha256 by which each service knows the operator
 * @param kek the variable that tells command-side its key-encryption key
 * @param signing the same for the gateway's signing keys
 * @param audit the same for the key that chains the audit log
 * @param firstAdmin e-mail and password of the first user; null when there are users
 */
record Secrets(
        Map<String, PostgresServer.Passwords> roles,
        String keysToken,
        String billingToken,
        String trustToken,
        String operatorSha256,
        Map<String, String> kek,
        Map<String, String> signing,
        Map<String, String> audit,
        @Nullable FirstAdmin firstAdmin) {

    static Secrets of(
            Settings settings,
            Map<String, String> kek,
            Map<String, String> signing,
            Map<String, String> audit,
            @Nullable FirstAdmin firstAdmin) {
        Map<String, PostgresServer.Passwords> roles = Service.ALL.stream()
                .map(Service::database)
                .collect(Collectors.toMap(
                        database -> database,
                        database -> new PostgresServer.Passwords(
                                settings.ownerPassword(database), settings.password(database))));
        return new Secrets(
                roles,
                settings.token("keys"),
                settings.token("billing"),
                settings.token("trust"),
                settings.operatorTokenSha256(),
                kek,
                signing,
                audit,
                firstAdmin);
    }

    /** The variables of one service. */
    Map<String, String> of(Service service) {
        Map<String, String> told = new HashMap<>();
        PostgresServer.Passwords passwords = passwords(service.database());
        told.put("PMS_POSTGRES_USER", service.database());
        told.put("PMS_POSTGRES_PASSWORD", passwords.service());
        told.put("PMS_POSTGRES_MIGRATION_USER", PostgresServer.owner(service.database()));
        told.put("PMS_POSTGRES_MIGRATION_PASSWORD", passwords.owner());
        told.put("PMS_OPERATOR_SHA256", operatorSha256);
        told.put("PMS_TRUST_TOKEN", trustToken);
        told.putAll(
                switch (service.name()) {
                    case PartNames.COMMAND_SIDE ->
                        with(kek, "PMS_KEYS_TOKEN", keysToken, "PMS_BILLING_TOKEN", billingToken);
                    case PartNames.QUERY_SIDE -> Map.of("PMS_KEYS_TOKEN", keysToken);
                    case PartNames.BILLING_GRPC -> Map.of("PMS_BILLING_TOKEN", billingToken);
                    case PartNames.ANALYTICS_PROJECTOR -> audit;
                    case PartNames.EDGE_GATEWAY -> gateway();
                    default -> throw new IllegalArgumentException("No such service: " + service.name());
                });
        return told;
    }

    private Map<String, String> gateway() {
        Map<String, String> told = with(signing, "PMS_BILLING_TOKEN", billingToken);
        if (firstAdmin != null) {
            told.put("PMS_ADMIN_EMAIL", firstAdmin.email());
            told.put("PMS_ADMIN_PASSWORD", firstAdmin.password());
        }
        return told;
    }

    private PostgresServer.Passwords passwords(String database) {
        PostgresServer.Passwords passwords = roles.get(database);
        if (passwords == null) {
            throw new IllegalArgumentException("No such database: " + database);
        }
        return passwords;
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** Without any of it. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
