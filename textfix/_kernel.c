/* One pass over the characters and words of a text, for all triggers at once; `_kernel.py` calls it.
 *
 * Plain C without headers of Python, so that one library serves all its versions. Nothing is allocated here: the caller
 * gives room for the largest result there can be. `_passes.py` finds the same in numpy, to the last bit.
 */

#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

#define MIX UINT64_C(0x9E3779B97F4A7C15) /* as in _words.py */

#if defined(__GNUC__)
#define RARE __attribute__((noinline)) /* what is inlined takes registers from what runs for each character */
#define FETCH(place) __builtin_prefetch(place)
#else
#define RARE
#define FETCH(place) ((void)(place))
#endif

/* Changes whenever anything below is taken or given in another way; `_kernel.py` expects the same number. */
EXPORT int32_t textfix_kernel(void) { return 4; }

/* What is looked up of characters, and what is asked. */
typedef struct {
    const uint16_t *classes; /* of each code point; those of letters and marks are below `letters` */
    const uint16_t *kinds;   /* of each pair of classes, the first one times `width` and the second */
    const uint64_t *hits;    /* of each kind: the triggers that such a pair meets, `words` numbers */
    const uint64_t *then;    /* what of them remains if the pair behind is of this kind */
    const uint64_t *before;  /* and the pair before */
    const uint32_t *folded;  /* of each code point; the last of `n_folded` stands for all further ones */
    const uint64_t *powers;  /* of MIX; longer words count as having `n_powers` letters */
    const uint32_t *unspaced; /* first and last characters of scripts without spaces between words, `n_unspaced` numbers */
    int64_t letters, width, cold, words; /* `cold`: the first kind that meets a trigger */
    int64_t n_folded, n_powers, n_unspaced;
    int64_t edge, longest_gap, longest_phrase;
    int64_t asks_words, asks_repeated, asks_phrases, asks_echoes, asks_single;
} tables;

/* What is known of the words of a language; a table that is not there is not asked. */
typedef struct {
    const uint64_t *seen;  /* two tables of 2 ** `seen_bits` hashes of words, each word in its place in either */
    const uint8_t *wholes; /* twice 2 ** `whole_bits` bits: words that are made of two, by their first bits and their last */
    int64_t seen_bits, whole_bits;
} vocabulary;

typedef struct {
    int64_t *at;
    int64_t count;
} list;

/* What was found. `pairs`: where triggers are met, and `met` by each; `breaks`: where lines end; both count from the second
 * character. All other places count from the first one. */
typedef struct {
    list pairs, breaks, starts, ends, repeated, phrases, echoes, single;
    list unseen, torn; /* numbers of words */
    uint64_t *met, *hashes, *items;
} found;

static void add(list *to, int64_t place) { to->at[to->count++] = place; }

/* The triggers that a pair of neighbours meets, by the kinds of the pair before, of this one and of the next. */
static RARE void find_triggers(const tables *t, const uint32_t *codes, int64_t i, int64_t last, int64_t kind, int64_t next,
                               found *f) {
    int64_t words = t->words;
    uint64_t any = 0, *met = f->met + f->pairs.count * words;
    for (int64_t w = 0; w < words; w++) {
        met[w] = t->hits[kind * words + w] & t->then[next * words + w] & t->before[last * words + w];
        any |= met[w];
    }
    /* A pair belongs where its left character stands, or after that if it is a line end. */
    int64_t at = i - !(codes[i] == '\n' || codes[i] == '\r' || codes[i] == t->edge);
    if (any) add(&f->pairs, at < 0 ? 0 : at);
}

/* The pairs that meet triggers, the line ends, and the words, which the first character and the last two are in none of. */
static void find_pairs_and_words(const tables *t, const uint32_t *codes, int64_t count, found *f) {
    /* What is read for each character is kept in registers: for all the compiler knows, what is found may lie in `t`. */
    const uint16_t *classes = t->classes, *kinds = t->kinds;
    const uint32_t *folded = t->folded;
    const int64_t width = t->width, last_folded = t->n_folded - 1;
    const uint32_t cold = t->cold;
    uint32_t letters = t->asks_words ? t->letters : 0, middle = classes[codes[1]];
    uint32_t kind = kinds[classes[codes[0]] * width + middle], last = kind;
    int64_t start = 0, found_words = 0, i = 0;
    uint64_t hash = 0, power = 1;
    for (int64_t stop = count - 3; stop < count - 1; stop++, letters = 0) /* the character behind the text is in no word */
        for (; i < stop; i++) {
            uint32_t code = codes[i], right = classes[codes[i + 2]], next = kinds[middle * width + right];
            if (kind >= cold) find_triggers(t, codes, i, last, kind, next, f);
            if (code <= '\r' && i > 0 && (code == '\n' || (code == '\r' && codes[i + 1] != '\n')))
                add(&f->breaks, i - 1);
            if (middle < letters) {
                int64_t c = codes[i + 1];
                if (!start) {
                    start = i + 1;
                    hash = 0;
                    power = 1;
                }
                hash += folded[c < last_folded ? c : last_folded] * power;
                power *= MIX;
            } else if (start) {
                f->hashes[found_words] = hash;
                f->starts.at[found_words] = start;
                f->ends.at[found_words++] = i + 1;
                start = 0;
            }
            last = kind;
            kind = next;
            middle = right;
        }
    f->starts.count = f->ends.count = found_words;
}

static void find_repeated(const tables *t, const uint32_t *codes, found *f) {
    for (int64_t i = 0; i + 1 < f->starts.count; i++) {
        if (f->hashes[i] != f->hashes[i + 1]) continue;
        int64_t end = f->ends.at[i];
        if (f->starts.at[i + 1] - end <= t->longest_gap && (codes[end] == ' ' || codes[end] == 0xA0))
            add(&f->repeated, f->starts.at[i]);
    }
}

static int agree(const uint64_t *left, const uint64_t *right, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if (left[i] != right[i]) return 0;
    return 1;
}

#define SLOTS 11
#define SLOT(i) ((items[i] * MIX + items[(i) + 1]) * MIX >> (64 - SLOTS))

/* Where items repeat with a period of 2 to `longest` items: three times, or twice if the period is `twice` or longer; where
 * `single`, also where one stands three times. The last place comes first. `places`: where each item stands, if that is
 * not its number and one. */
static void find_periodic(const uint64_t *items, int64_t count, int single, int64_t twice, int64_t longest,
                          const int64_t *places, list *to) {
    int64_t nearest[1 << SLOTS]; /* the first of the pairs of neighbours behind that fall into each slot */
    for (int i = 0; i < 1 << SLOTS; i++) nearest[i] = INT64_MAX;
    for (int64_t i = count - 2; i >= 0; i--) {
        int64_t *slot = &nearest[SLOT(i)];
        int met = single && i + 2 < count && items[i] == items[i + 1] && items[i] == items[i + 2];
        if (!met && *slot <= i + longest)
            for (int64_t p = 2; p <= longest && !met; p++) {
                int64_t same = p < twice ? 2 * p : p;
                met = i + p + same <= count && agree(items + i, items + i + p, same);
            }
        *slot = i;
        if (met) add(to, places ? places[i] : i + 1);
    }
}

static int is_unspaced(const tables *t, uint32_t code) {
    for (int64_t i = 0; i < t->n_unspaced; i += 2)
        if (code >= t->unspaced[i] && code <= t->unspaced[i + 1]) return 1;
    return 0;
}

/* Repeated phrases: of words, and of characters if any of them begins a word in a script without spaces. */
static void find_phrases(const tables *t, const uint32_t *codes, int64_t count, found *f) {
    find_periodic(f->hashes, f->starts.count, 1, 2, t->longest_phrase, f->starts.at, &f->phrases);
    int unspaced = 0;
    for (int64_t i = 0; i < f->starts.count && !unspaced; i++) {
        uint32_t first = codes[f->starts.at[i]];
        unspaced = first >= t->unspaced[0] && is_unspaced(t, first);
    }
    if (!unspaced) return;
    for (int64_t i = 1; i < count - 2; i++) f->items[i - 1] = codes[i];
    find_periodic(f->items, count - 3, 0, t->longest_phrase, t->longest_phrase, 0, &f->phrases);
}

/* Where two words, or three, stand again behind one other. */
static void find_echoes(found *f) {
    const uint64_t *h = f->hashes;
    int64_t count = f->starts.count;
    for (int64_t i = 0; i + 5 <= count; i++)
        if (agree(h + i, h + i + 3, 2) || (i + 7 <= count && agree(h + i, h + i + 4, 3)))
            add(&f->echoes, f->starts.at[i]);
}

/* Three words of one letter, one character apart. */
static void find_single(found *f) {
    const int64_t *starts = f->starts.at, *ends = f->ends.at;
    int64_t before = -9, last = -9; /* the two short words before */
    for (int64_t i = 0; i < f->starts.count; i++) {
        if (ends[i] - starts[i] != 1) continue;
        if (starts[i] - before == 4) add(&f->single, before);
        before = last;
        last = starts[i];
    }
}

#define AHEAD 16 /* words; their tables lie outside of the nearest caches, so what is looked up soon is fetched meanwhile */

static int holds(const uint8_t *bits, uint64_t number) { return bits[number >> 3] >> (number & 7) & 1; }

/* The hash of a word and the next one, written together. */
static uint64_t joined_hash(const tables *t, const found *f, int64_t i) {
    int64_t length = f->ends.at[i] - f->starts.at[i];
    return f->hashes[i] + f->hashes[i + 1] * t->powers[length < t->n_powers ? length : t->n_powers - 1];
}

/* The words that were not seen before, and those that make a known one with the next word, behind one space. */
static void look_up(const tables *t, const vocabulary *v, const uint32_t *codes, found *f) {
    const uint64_t *hashes = f->hashes;
    uint64_t seen = UINT64_C(1) << v->seen_bits, wholes = UINT64_C(1) << v->whole_bits;
    for (int64_t i = 0; i < f->starts.count; i++) {
        uint64_t h = hashes[i];
        if (v->seen && i + AHEAD < f->starts.count) FETCH(&v->seen[hashes[i + AHEAD] >> (64 - v->seen_bits)]);
        if (v->seen && v->seen[h >> (64 - v->seen_bits)] != h && v->seen[seen + (h * MIX >> (64 - v->seen_bits))] != h)
            add(&f->unseen, i);
    }
    if (!v->wholes) return;
    uint64_t ring[AHEAD]; /* the hashes that are looked up next */
    for (int64_t i = 0; i + 1 < f->starts.count + AHEAD; i++) {
        uint64_t *slot = &ring[i % AHEAD], joined = *slot;
        int64_t n = i - AHEAD, end = n < 0 ? 0 : f->ends.at[n];
        if (i + 1 < f->starts.count) {
            *slot = joined_hash(t, f, i);
            FETCH(&v->wholes[*slot >> (64 - v->whole_bits) >> 3]);
        }
        if (n < 0 || f->starts.at[n + 1] != end + 1 || codes[end] != ' ') continue;
        if (holds(v->wholes, joined >> (64 - v->whole_bits)) && holds(v->wholes, wholes + (joined & (wholes - 1))))
            add(&f->torn, n);
    }
}

/* Look through `codes`, three characters at least: one that stands before the text, and two behind it. */
EXPORT void textfix_scan(const tables *t, const vocabulary *v, const uint32_t *codes, int64_t count, found *f) {
    list *lists[] = {&f->pairs,  &f->breaks, &f->starts, &f->ends,   &f->repeated,
                     &f->phrases, &f->echoes, &f->single, &f->unseen, &f->torn};
    for (unsigned i = 0; i < sizeof lists / sizeof *lists; i++) lists[i]->count = 0;
    find_pairs_and_words(t, codes, count, f);
    if (!t->asks_words) return;
    if (t->asks_repeated) find_repeated(t, codes, f);
    if (t->asks_phrases) find_phrases(t, codes, count, f);
    if (t->asks_echoes) find_echoes(f);
    if (t->asks_single) find_single(f);
    if (v) look_up(t, v, codes, f);
}

/* A bit for each beginning and for each end of `least` letters or more that some words have, by the first `bits` bits of its
 * hash. The words stand in `codes` with a zero before and behind each. */
EXPORT void textfix_edges(const uint32_t *codes, int64_t count, const uint32_t *folded, int64_t n_folded, int64_t least,
                          int64_t bits, uint8_t *beginnings, uint8_t *ends) {
    for (int64_t start = 1, end; start < count; start = end + 1) {
        uint64_t hash = 0, power = 1;
        for (end = start; codes[end]; end++) {
            hash += power * folded[codes[end] < n_folded ? codes[end] : n_folded - 1];
            power *= MIX;
            uint64_t number = hash >> (64 - bits);
            if (end - start + 1 >= least) beginnings[number >> 3] |= 1 << (number & 7);
        }
        hash = 0;
        for (int64_t at = end - 1; at >= start; at--) {
            hash = hash * MIX + folded[codes[at] < n_folded ? codes[at] : n_folded - 1];
            uint64_t number = hash >> (64 - bits);
            if (end - at >= least) ends[number >> 3] |= 1 << (number & 7);
        }
    }
}

/* Write out `count` words, a zero behind each: each begins with as many characters of the one before as `shared` says, and goes
 * on with what stands in `rests` up to a zero. What `out` must have room for is the sum of `shared` and the length of `rests`. */
EXPORT void textfix_words(const uint8_t *shared, int64_t count, const uint32_t *rests, uint32_t *out) {
    const uint32_t *before = out;
    for (int64_t i = 0; i < count; i++) {
        uint32_t *word = out;
        for (int n = 0; n < shared[i]; n++) *out++ = before[n];
        while (*rests) *out++ = *rests++;
        *out++ = *rests++;
        before = word;
    }
}
