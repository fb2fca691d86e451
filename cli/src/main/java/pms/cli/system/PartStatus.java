package pms.cli.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One part.
 *
 * @param pid null while there is no process
 * @param port null when nothing runs; the HTTP port of a service, the port of its own protocol for PostgreSQL and Kafka
 * @param grpcPort only of a service that has one
 * @param internalPort of the gateway: where the other parts and the operator find it
 */
public record PartStatus(
        String name,
        @Nullable Long pid,
        @Nullable Integer port,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer grpcPort,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer internalPort,
        PartState state) {}
