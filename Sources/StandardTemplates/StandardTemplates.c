#include "StandardTemplates.h"

// Every file of Templates/ as it was when this was compiled. A new one belongs here, too: a test compares both.

#define BEGIN(path) {path, (const unsigned char[]){
#define END 0}},

static const struct StandardTemplate templates[] = {
BEGIN("article.html")
#embed "../../Templates/article.html" suffix(,)
END
BEGIN("articles.html")
#embed "../../Templates/articles.html" suffix(,)
END
BEGIN("assets/icon.svg")
#embed "../../Templates/assets/icon.svg" suffix(,)
END
BEGIN("assets/search.js")
#embed "../../Templates/assets/search.js" suffix(,)
END
BEGIN("assets/site.css")
#embed "../../Templates/assets/site.css" suffix(,)
END
BEGIN("badge.svg")
#embed "../../Templates/badge.svg" suffix(,)
END
BEGIN("base.html")
#embed "../../Templates/base.html" suffix(,)
END
BEGIN("card.svg")
#embed "../../Templates/card.svg" suffix(,)
END
BEGIN("constituent.html")
#embed "../../Templates/constituent.html" suffix(,)
END
BEGIN("constituents.html")
#embed "../../Templates/constituents.html" suffix(,)
END
BEGIN("corrections.html")
#embed "../../Templates/corrections.html" suffix(,)
END
BEGIN("data.html")
#embed "../../Templates/data.html" suffix(,)
END
BEGIN("edition.html")
#embed "../../Templates/edition.html" suffix(,)
END
BEGIN("editions.html")
#embed "../../Templates/editions.html" suffix(,)
END
BEGIN("embed-chart.html")
#embed "../../Templates/embed-chart.html" suffix(,)
END
BEGIN("embed-table.html")
#embed "../../Templates/embed-table.html" suffix(,)
END
BEGIN("embed.html")
#embed "../../Templates/embed.html" suffix(,)
END
BEGIN("front.html")
#embed "../../Templates/front.html" suffix(,)
END
BEGIN("not-found.html")
#embed "../../Templates/not-found.html" suffix(,)
END
BEGIN("page.html")
#embed "../../Templates/page.html" suffix(,)
END
BEGIN("partials/article-list.html")
#embed "../../Templates/partials/article-list.html" suffix(,)
END
BEGIN("partials/cards.html")
#embed "../../Templates/partials/cards.html" suffix(,)
END
BEGIN("partials/change.html")
#embed "../../Templates/partials/change.html" suffix(,)
END
BEGIN("partials/chart-movers.html")
#embed "../../Templates/partials/chart-movers.html" suffix(,)
END
BEGIN("partials/chart-row.html")
#embed "../../Templates/partials/chart-row.html" suffix(,)
END
BEGIN("partials/chart.html")
#embed "../../Templates/partials/chart.html" suffix(,)
END
BEGIN("partials/cite.html")
#embed "../../Templates/partials/cite.html" suffix(,)
END
BEGIN("partials/contents.html")
#embed "../../Templates/partials/contents.html" suffix(,)
END
BEGIN("partials/correction-list.html")
#embed "../../Templates/partials/correction-list.html" suffix(,)
END
BEGIN("partials/counts.html")
#embed "../../Templates/partials/counts.html" suffix(,)
END
BEGIN("partials/dateline.html")
#embed "../../Templates/partials/dateline.html" suffix(,)
END
BEGIN("partials/footer.html")
#embed "../../Templates/partials/footer.html" suffix(,)
END
BEGIN("partials/head.html")
#embed "../../Templates/partials/head.html" suffix(,)
END
BEGIN("partials/history.html")
#embed "../../Templates/partials/history.html" suffix(,)
END
BEGIN("partials/league-row.html")
#embed "../../Templates/partials/league-row.html" suffix(,)
END
BEGIN("partials/league-table.html")
#embed "../../Templates/partials/league-table.html" suffix(,)
END
BEGIN("partials/legend.html")
#embed "../../Templates/partials/legend.html" suffix(,)
END
BEGIN("partials/masthead.html")
#embed "../../Templates/partials/masthead.html" suffix(,)
END
BEGIN("partials/movers.html")
#embed "../../Templates/partials/movers.html" suffix(,)
END
BEGIN("partials/pager.html")
#embed "../../Templates/partials/pager.html" suffix(,)
END
BEGIN("partials/rank.html")
#embed "../../Templates/partials/rank.html" suffix(,)
END
BEGIN("partials/reasons.html")
#embed "../../Templates/partials/reasons.html" suffix(,)
END
BEGIN("partials/record.html")
#embed "../../Templates/partials/record.html" suffix(,)
END
BEGIN("partials/row-change.html")
#embed "../../Templates/partials/row-change.html" suffix(,)
END
BEGIN("partials/score.html")
#embed "../../Templates/partials/score.html" suffix(,)
END
BEGIN("partials/sentence.html")
#embed "../../Templates/partials/sentence.html" suffix(,)
END
BEGIN("partials/strip.html")
#embed "../../Templates/partials/strip.html" suffix(,)
END
BEGIN("partials/weights.html")
#embed "../../Templates/partials/weights.html" suffix(,)
END
BEGIN("partials/words.html")
#embed "../../Templates/partials/words.html" suffix(,)
END
BEGIN("search.html")
#embed "../../Templates/search.html" suffix(,)
END
{0, 0},
};

const struct StandardTemplate *standardTemplates(void) { return templates; }
