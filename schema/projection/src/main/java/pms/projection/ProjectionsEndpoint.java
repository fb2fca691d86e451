package pms.projection;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Says at {@code /actuator/projections} how far the views are. Never blocks: it answers from memory. */
@Endpoint(id = "projections")
class ProjectionsEndpoint {

    private final Projection projection;
    private final Watermark watermark;

    ProjectionsEndpoint(Projection projection, Watermark watermark) {
        this.projection = projection;
        this.watermark = watermark;
    }

    record Projections(List<Standing> projections) {}

    /** @param position every event at or below it is in the views */
    record Standing(String name, long position) {}

    @ReadOperation
    Projections projections() {
        return new Projections(List.of(new Standing(projection.name(), watermark.position())));
    }
}
