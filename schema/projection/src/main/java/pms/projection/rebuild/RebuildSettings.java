package pms.projection.rebuild;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How views are rebuilt.
 *
 * @param parallelism groups of partitions that are read at the same time; 0 for as many as there are cores,
 *     four at most, since each has batches in memory
 * @param batchSize records in one transaction, about
 * @param keepFormer how long the generation that was live before stays for a rollback
 * @param look how often an instance looks for a rebuild that nobody works at
 * @param fence how long the live loop may wait for the last records and the switch
 * @param level so many records may be left to read before the fence
 */
@Validated
@ConfigurationProperties("pms.rebuild")
public record RebuildSettings(
        @Min(0) @Max(64) @DefaultValue("0") int parallelism,
        @Min(1) @Max(50_000) @DefaultValue("2500") int batchSize,
        @DefaultValue("24h") Duration keepFormer,
        @DefaultValue("2s") Duration look,
        @DefaultValue("10s") Duration fence,
        @DefaultValue("1000") long level) {

    private static final int MOST_WORKERS = 4;

    int workers() {
        return parallelism > 0
                ? parallelism
                : Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    }
}
