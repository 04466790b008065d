package dev.userservice.search;

import java.util.List;

/** Trends as one table, for spreadsheets: each line says of which list it is. */
final class TrendTable {

    private TrendTable() {}

    static String of(TrendAnswer answer) {
        Csv table = new Csv()
                .line(
                        "list",
                        "rank",
                        "term",
                        "people",
                        "searches",
                        "averageResults",
                        "isNew",
                        "formerPeople",
                        "growthPercent");
        add(table, "rising", answer.rising());
        add(table, "top", answer.top());
        answer.demandGap()
                .forEach(gap -> table.line(
                        "demandGap", gap.rank(), gap.niche(), gap.people(), gap.searches(), 0, null, null, null));
        if (answer.zeroResults() != null) {
            add(table, "zeroResults", answer.zeroResults());
        }
        return table.toString();
    }

    private static void add(Csv table, String list, List<TrendAnswer.Searched> trends) {
        trends.forEach(trend -> table.line(
                list,
                trend.rank(),
                trend.query(),
                trend.people(),
                trend.searches(),
                trend.averageResults(),
                trend.isNew(),
                trend.formerPeople(),
                trend.growthPercent()));
    }
}
