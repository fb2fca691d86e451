package pms.projection.rebuild;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.CatchUp;
import pms.projection.CloudEventReader;
import pms.projection.OutsideThePool;
import pms.projection.Projection;
import pms.projection.ProjectionParts;
import pms.projection.ProjectionSettings;
import pms.projection.generation.Generation;
import pms.projection.generation.GenerationSetup;
import pms.projection.generation.GenerationStore;
import pms.projection.generation.LiveViews;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rebuilds the views of the one {@link Projection} of a service, which imports this beside
 * {@link pms.projection.ProjectionConfiguration}. Settings are below {@code pms.rebuild}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RebuildSettings.class)
@Import(RebuildsEndpoint.class)
public class RebuildConfiguration {

    @Bean
    GenerationStore generationStore(DatabaseClient database, Projection projection) {
        return new GenerationStore(database, projection);
    }

    @Bean
    LiveViews liveViews(GenerationStore generations, Projection projection) {
        return new LiveViews(generations, projection);
    }

    @Bean
    RebuildStore rebuildStore(DatabaseClient database, Projection projection, JsonMapper json) {
        return new RebuildStore(database, projection, json);
    }

    @Bean
    Rebuilds rebuilds(
            RebuildStore store,
            GenerationStore generations,
            DatabaseClient database,
            ReactiveTransactionManager transactions,
            Projection projection) {
        var transaction = TransactionalOperator.create(transactions);
        var setup = new GenerationSetup(database, transaction, generations, projection);
        return new Rebuilds(store, generations, setup, transaction, projection);
    }

    @Bean
    Rebuilder rebuilder(
            Rebuilds rebuilds,
            RebuildStore store,
            GenerationStore generations,
            LiveViews liveViews,
            Projection projection,
            ProjectionParts parts,
            ProjectionSettings topic,
            RebuildSettings settings,
            DatabaseClient database,
            ConnectionFactory connections,
            ReactiveTransactionManager transactions) {
        var transaction = TransactionalOperator.create(transactions);
        var outside = OutsideThePool.of(connections);
        var run = new RebuildRun.Parts(
                generations,
                store,
                new Switching(database, transaction, generations, store, projection, settings.fence()),
                new Comparison(projection),
                projection,
                transaction,
                outside,
                settings);
        return new Rebuilder(
                Mono.defer(rebuilds::prepare),
                store,
                new Housekeeping(generations, store, transaction, settings, Clock.systemUTC()),
                liveViews,
                rebuild ->
                        new RebuildRun(run, rebuild, catchUp(rebuild, parts, projection, topic, settings)).toItsEnd(),
                outside,
                projection.name(),
                settings.look());
    }

    private static CatchUp catchUp(
            Rebuild rebuild,
            ProjectionParts parts,
            Projection projection,
            ProjectionSettings topic,
            RebuildSettings settings) {
        return parts.catchUp(
                projection,
                new CloudEventReader(),
                topic,
                Generation.schema(rebuild.generation()),
                rebuild.progress(),
                rebuild.id(),
                settings.workers(),
                settings.batchSize());
    }
}
