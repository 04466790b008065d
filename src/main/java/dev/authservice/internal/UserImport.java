package dev.authservice.internal;

import dev.authservice.account.AccountImport;
import dev.authservice.account.AccountImport.Result;
import dev.authservice.internal.BodyLines.Line;
import dev.platform.Problem;
import dev.platform.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Imports users line by line: many in one transaction, and each on its own where one of them cannot be taken over. */
@Component
class UserImport {

    private static final int TOGETHER = 100;

    private static final Logger log = LoggerFactory.getLogger(UserImport.class);

    private final AccountImport accounts;
    private final TransactionTemplate transaction;
    private final int longestLine;
    private final StrictJson json = new StrictJson();

    UserImport(AccountImport accounts, TransactionTemplate transaction, InternalProperties properties) {
        this.accounts = accounts;
        this.transaction = transaction;
        this.longestLine = Math.toIntExact(properties.maxLine().toBytes());
    }

    int longestLine() {
        return longestLine;
    }

    ImportReport take(BodyLines lines) throws IOException {
        ImportReport report = ImportReport.empty();
        List<Line> together = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            together.add(line.get());
            if (together.size() == TOGETHER) {
                report = report.plus(taken(together));
                together.clear();
            }
        }
        return report.plus(taken(together));
    }

    private ImportReport taken(List<Line> together) {
        try {
            return ImportReport.of(
                    transaction.execute(_ -> together.stream().map(this::take).toList()));
        } catch (ErrorResponseException e) {
            log.debug("Some of {} lines cannot be imported, so each is on its own", together.size());
        }
        ImportReport report = ImportReport.empty();
        for (Line line : together) {
            report = report.plus(takenAlone(line));
        }
        return report;
    }

    private ImportReport takenAlone(Line line) {
        try {
            return ImportReport.of(List.of(take(line)));
        } catch (ErrorResponseException e) {
            return ImportReport.of(line, e.getBody());
        }
    }

    private Result take(Line line) {
        if (line.text().remaining() > longestLine) {
            throw Problem.of(
                    HttpStatus.PAYLOAD_TOO_LARGE, "line_too_long", "A line may have at most " + longestLine + " bytes");
        }
        return accounts.take(json.parse(line.text()));
    }
}
