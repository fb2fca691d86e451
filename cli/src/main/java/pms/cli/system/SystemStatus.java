package pms.cli.system;

import java.util.List;

/** The answer of {@code pms status}. */
public record SystemStatus(List<PartStatus> parts, List<ProjectionStatus> projections) {
    public boolean allUp() {
        return parts.stream().allMatch(part -> part.state() == PartState.UP);
    }
}
