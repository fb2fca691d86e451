package pms.iac.services;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.iac.data.Database;
import pms.iac.system.Service;
import pms.iac.template.Text;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.LogDriver;

/**
 * The container that runs and ends before a service starts: it makes the service's database and roles, and readies the
 * task's volumes. So the master password is known to it alone, and there is no order between the first deployment and the
 * making of databases.
 */
final class Preparation {

    static final String NAME = "prepare";

    /** Where the service finds keys that KMS has wrapped. */
    static final String KEYS_FOLDER = "/keys";

    static final String KEYS_FILE = KEYS_FOLDER + "/kek.kms";

    static final String SCRATCH_FOLDER = "/tmp";

    private static final String WRAPPED_KEKS = "WRAPPED_KEKS";
    static final String DATABASE_SCRIPT = "printf '%s' \"$SQL\" | psql -X -q -d postgres";

    private Preparation() {}

    /** @param sql {@link #sql()}, or where the template has it
     *  @param wrappedKeks what KMS has wrapped, for the service that needs it; else null */
    static ContainerDefinitionOptions container(
            Service service,
            Surroundings around,
            ContainerImage image,
            String sql,
            LogDriver logs,
            @Nullable String wrappedKeks) {
        Database database = around.databases().apply(service);
        Told told = new Told()
                .variable("PGHOST", database.host())
                .variable("PGPORT", database.port())
                .variable("PGSSLMODE", around.postgresByTls() ? "require" : "prefer")
                .variable("DATABASE", service.database())
                .variable("SCRUBS", service.scrubs() ? "on" : "off")
                .variable("SQL", sql)
                .secret("PGUSER", database.master(), "username")
                .secret("PGPASSWORD", database.master(), "password")
                .secret("SERVICE_PASSWORD", around.secrets().password(service))
                .secret("OWNER_PASSWORD", around.secrets().ownerPassword(service));
        String script = "set -eu; chmod 1777 " + SCRATCH_FOLDER + "; " + DATABASE_SCRIPT;
        if (wrappedKeks != null) {
            told.variable(WRAPPED_KEKS, wrappedKeks);
            script += "; printf '%s\\n' \"$" + WRAPPED_KEKS + "\" > " + KEYS_FILE;
        }
        return ContainerDefinitionOptions.builder()
                .containerName(NAME)
                .image(image)
                .essential(false)
                .user("0") // the volumes are root's until it has opened them
                .readonlyRootFilesystem(true)
                .entryPoint(List.of("sh", "-c"))
                .command(List.of(script))
                .environment(told.variables())
                .secrets(told.secrets())
                .logging(logs)
                .build();
    }

    /** Without its comments, which would be in the template for each service. */
    static String sql() {
        return Text.of(Preparation.class, "prepare.sql")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
