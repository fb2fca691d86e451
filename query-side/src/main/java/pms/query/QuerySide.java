package pms.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import pms.projection.ProjectionConfiguration;
import pms.projection.rebuild.RebuildConfiguration;

/** Starts the service of the patient read models. */
@SpringBootApplication
@Import({ProjectionConfiguration.class, RebuildConfiguration.class})
public class QuerySide {

    public static void main(String[] arguments) {
        SpringApplication.run(QuerySide.class, arguments);
    }
}
