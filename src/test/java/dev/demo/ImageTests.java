package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learned about classes is good for the same classes only, and only if whoever taught has ended well. */
class ImageTests {

    @TempDir
    private Path folder;

    private Path classes;

    @BeforeEach
    void somethingToPack() throws IOException {
        classes = Files.createDirectory(folder.resolve("classes"));
        Files.writeString(classes.resolve("One.class"), "one");
    }

    @Test
    void theSameClassesAreTaughtOnce() throws IOException {
        FileTime packed = taught(true);

        Image again = image();

        assertThat(again.isTaught()).isTrue();
        assertThat(again.learned()).isNotEmpty();
        assertThat(Files.getLastModifiedTime(jar())).isEqualTo(packed);
    }

    @Test
    void whatWasLearnedIsForgottenWhenAClassChangesOrIsAdded() throws IOException {
        taught(true);
        Files.writeString(classes.resolve("One.class"), "two");
        assertThat(image().isTaught()).isFalse();

        taught(true);
        Files.writeString(classes.resolve("Two.class"), "two");
        assertThat(image().isTaught()).isFalse();
    }

    @Test
    void aLessonThatWasBrokenOffIsForgotten() throws IOException {
        taught(false);

        assertThat(image().isTaught()).isFalse();
    }

    private FileTime taught(boolean ended) throws IOException {
        Image image = image();
        Files.writeString(Path.of(image.teaching().replace("-XX:AOTCacheOutput=", "")), "learned");
        if (ended) {
            image.keep();
        }
        Files.setLastModifiedTime(jar(), FileTime.fromMillis(1_000));
        return Files.getLastModifiedTime(jar());
    }

    private Image image() throws IOException {
        return Image.make(folder.resolve("image"), List.of(classes));
    }

    private Path jar() {
        return folder.resolve("image").resolve("classes.jar");
    }
}
