package pms.iac.services;

import pms.iac.data.Database;
import pms.iac.data.Secrets;
import pms.iac.system.Service;

/**
 * Which variables each service gets: those that it reads ({@code application.yml}, and {@code TelemetryEnvironment} of
 * telemetry), and no secret that it does not need. What a deployment alone knows (the keys of persons,
 * the first administrator) is added by it.
 */
record Environment(Surroundings around) {

    /** Which the images have: {@code compose/rds-roots.pem}. */
    private static final String RDS_ROOTS = "/app/rds-roots.pem";

    Told of(Service service) {
        Told told = postgres(service)
                .variable("PMS_OPERATOR_SHA256", around.operatorSha256())
                .variable("PMS_LOG_FORMAT", "json"); // how far a projection is behind is read from lines of JSON
        if (service.usesKafka()) {
            told.variable("PMS_KAFKA_BOOTSTRAP", around.brokers());
            if (around.kafkaByIam()) {
                told.variable("PMS_KAFKA_SECURITY", "aws-iam");
            }
        }
        Secrets secrets = around.secrets();
        switch (service) {
            case COMMAND_SIDE ->
                trust(billing(told))
                        .variable("PMS_KEYS_GRPC_ADDRESS", "0.0.0.0")
                        .secret("PMS_KEYS_TOKEN", secrets.keysToken());
            case QUERY_SIDE ->
                trust(told)
                        .variable("PMS_KEYS_GRPC_TARGET", around.discovery().target(Service.COMMAND_SIDE, "grpc"))
                        .secret("PMS_KEYS_TOKEN", secrets.keysToken());
            case BILLING_GRPC -> told.secret("PMS_BILLING_TOKEN", secrets.billingToken());
            case ANALYTICS_PROJECTOR -> trust(told).secret("PMS_AUDIT_KEY", secrets.auditKey());
            case EDGE_GATEWAY -> gateway(billing(told));
        }
        return told;
    }

    private Told postgres(Service service) {
        Database database = around.databases().apply(service);
        Told told = new Told()
                .variable("PMS_POSTGRES_HOST", database.host())
                .variable("PMS_POSTGRES_PORT", database.port())
                .variable("PMS_POSTGRES_DATABASE", service.database())
                .variable("PMS_POSTGRES_USER", service.database())
                .variable("PMS_POSTGRES_MIGRATION_USER", service.owner())
                .secret("PMS_POSTGRES_PASSWORD", around.secrets().password(service))
                .secret("PMS_POSTGRES_MIGRATION_PASSWORD", around.secrets().ownerPassword(service));
        return around.postgresByTls()
                ? told.variable("PMS_POSTGRES_TLS", "verify-full").variable("PMS_POSTGRES_CA", RDS_ROOTS)
                : told;
    }

    private Told trust(Told told) {
        return told.variable("PMS_TRUST_URL", around.discovery().url(Service.EDGE_GATEWAY, "inner"))
                .secret("PMS_TRUST_TOKEN", around.secrets().trustToken());
    }

    private Told billing(Told told) {
        return told.variable("PMS_BILLING_GRPC_TARGET", around.discovery().target(Service.BILLING_GRPC, "grpc"))
                .secret("PMS_BILLING_TOKEN", around.secrets().billingToken());
    }

    private Told gateway(Told told) {
        Discovery discovery = around.discovery();
        return told.variable("PMS_COMMAND_URL", discovery.url(Service.COMMAND_SIDE, "http"))
                .variable("PMS_QUERY_URL", discovery.url(Service.QUERY_SIDE, "http"))
                .variable("PMS_BILLING_URL", discovery.url(Service.BILLING_GRPC, "http"))
                .variable("PMS_ANALYTICS_URL", discovery.url(Service.ANALYTICS_PROJECTOR, "http"))
                .variable("PMS_INTERNAL_ADDRESS", "0.0.0.0")
                .variable("PMS_TRUSTED_PROXIES", "1") // the load balancer
                .secret("PMS_SIGNING_KEK", around.secrets().signingKek())
                .secret("PMS_TRUST_TOKEN", around.secrets().trustToken());
    }
}
