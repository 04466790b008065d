package dev.userservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

/** What every class of the services keeps to. */
@AnalyzeClasses(
        packages = {"dev.userservice", "dev.authservice", "dev.platform"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule onlyRepositoriesSpeakSql = classes()
            .that()
            .areAnnotatedWith(Repository.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule nobodyElseSpeaksSql = noClasses()
            .that()
            .areNotAnnotatedWith(Repository.class)
            // a tool of repositories, which reads for them
            .and()
            .areNotAssignableTo(RowMapper.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule elasticsearchIsUsedWhereItBelongs = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..elasticsearch..",
                    "..indexing..",
                    "..reindexing..",
                    "..search..",
                    "..analytics..",
                    "..trending..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("co.elastic..");

    @ArchTest
    static final ArchRule controllersArePackagePrivate =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule theAuthServiceIsAnotherSystem = noClasses()
            .that()
            .resideInAPackage("dev.userservice..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.authservice..");

    @ArchTest
    static final ArchRule thePlatformKnowsNoService = noClasses()
            .that()
            .resideInAPackage("dev.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.userservice..", "dev.authservice..");

    @ArchTest
    static final ArchRule theUserServiceIsAnotherSystem = noClasses()
            .that()
            .resideInAPackage("dev.authservice..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.userservice..");
}
