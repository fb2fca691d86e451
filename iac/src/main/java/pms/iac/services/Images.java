package pms.iac.services;

import pms.iac.system.Service;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.constructs.Construct;

/** Where images come from. */
public interface Images {

    /** One that the services' own tag goes with. */
    ContainerImage of(Service service);

    /** PostgreSQL's, for its client. */
    ContainerImage postgres();

    /** The account's own registry: {@code pms/command-side} and so on by the given tag, and {@code pms/postgres}. */
    static Images inRegistry(Construct scope, String tag, String postgresTag) {
        return new Images() {
            @Override
            public ContainerImage of(Service service) {
                return ContainerImage.fromEcrRepository(repository(service.id(), service.containerName()), tag);
            }

            @Override
            public ContainerImage postgres() {
                return ContainerImage.fromEcrRepository(repository("Postgres", "postgres"), postgresTag);
            }

            private IRepository repository(String id, String name) {
                String unique = "Image" + id;
                return scope.getNode().tryFindChild(unique) instanceof IRepository known
                        ? known
                        : Repository.fromRepositoryName(scope, unique, "pms/" + name);
            }
        };
    }

    /** What the Docker engine has or finds: the prefix, the name and the tag in one. */
    static Images named(String prefix, String tag, String postgres) {
        return new Images() {
            @Override
            public ContainerImage of(Service service) {
                return ContainerImage.fromRegistry(prefix + service.containerName() + ":" + tag);
            }

            @Override
            public ContainerImage postgres() {
                return ContainerImage.fromRegistry(postgres);
            }
        };
    }
}
