package pms.cli.up;

import java.io.PrintStream;
import java.util.List;
import pms.cli.folder.DataFolder;

/** Makes the services quick to start: once after each build. */
record Preparation(List<ServiceImage> images, Wiring wiring, DataFolder data, PrintStream out) {
    void run() {
        List<ServiceImage> untrained =
                images.stream().filter(image -> !image.isTrained()).toList();
        if (untrained.isEmpty()) {
            return;
        }
        out.println("Preparing the services for fast starts (once after a build)");
        untrained.stream().parallel().forEach(image -> prepare(image));
    }

    private void prepare(ServiceImage image) {
        long begun = System.nanoTime();
        String name = image.service().name();
        image.prepare(wiring, data.log(name));
        out.printf("%-20s prepared %4.1f s%n", name, (System.nanoTime() - begun) / 1e9);
    }
}
