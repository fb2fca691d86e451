package pms.iac.services;

import java.util.function.Function;
import pms.iac.data.Database;
import pms.iac.data.Secrets;
import pms.iac.system.Service;

/**
 * What all services are surrounded by.
 *
 * @param databases which server has the database of a service
 * @param brokers of Kafka
 * @param kafkaByIam whether they want TLS and IAM
 * @param postgresByTls whether the database servers want TLS
 * @param operatorSha256 by which services know the operator
 */
public record Surroundings(
        Function<Service, Database> databases,
        Secrets secrets,
        Discovery discovery,
        String brokers,
        boolean kafkaByIam,
        boolean postgresByTls,
        String operatorSha256) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Surroundings";
    }
}
