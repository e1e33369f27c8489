/* The passes over every character, and over every word, of a text; `_kernel.py` loads them.
 *
 * Plain C without headers of Python, so that one library serves all its versions. Nothing is allocated here: the caller
 * gives room for the largest result there can be. Results are those of the same passes in numpy, to the last bit.
 */

#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

#define MIX UINT64_C(0x9E3779B97F4A7C15) /* as in _words.py */

/* Changes whenever a function here changes what it takes or gives; `_kernel.py` expects the same number. */
EXPORT int32_t textfix_kernel(void) { return 1; }

typedef struct {
    const uint16_t *classes; /* of each code point */
    const uint16_t *kinds;   /* of each pair of classes, the first one times `width` and the second */
    const uint64_t *hits;    /* of each kind: the triggers that such a pair meets, `words` numbers */
    const uint64_t *then;    /* what of them remains if the pair behind is of this kind */
    const uint64_t *before;  /* and the pair before */
    int64_t width, cold, words; /* `cold`: the first kind that meets a trigger */
} tables;

/* Find the pairs of neighbouring characters that meet triggers: where the left one stands, and which. At the last pair
 * there is nothing to look for. Returns how many. */
EXPORT int64_t textfix_pairs(const tables *t, const uint32_t *codes, int64_t count, int64_t *at, uint64_t *met) {
    int64_t found = 0, words = t->words;
    if (count < 3) return 0;
    uint32_t middle = t->classes[codes[1]];
    uint16_t kind = t->kinds[t->classes[codes[0]] * t->width + middle], last = kind;
    for (int64_t i = 0; i < count - 2; i++) {
        uint32_t right = t->classes[codes[i + 2]];
        uint16_t next = t->kinds[middle * t->width + right];
        if (kind >= t->cold) {
            uint64_t any = 0;
            for (int64_t w = 0; w < words; w++) {
                uint64_t row = t->hits[kind * words + w] & t->then[next * words + w] & t->before[last * words + w];
                met[found * words + w] = row;
                any |= row;
            }
            at[found] = i;
            found += any != 0;
        }
        last = kind;
        kind = next;
        middle = right;
    }
    return found;
}

/* Find the words, runs of characters of the first `letters` classes, that lie in codes[1 : count - 2]: where each starts
 * and ends, and the hash of its folded characters. Returns how many. */
EXPORT int64_t textfix_words(const uint16_t *classes, int64_t letters, const uint32_t *folded, int64_t n_folded,
                             const uint32_t *codes, int64_t count, int64_t *starts, int64_t *ends, uint64_t *hashes) {
    int64_t found = 0;
    for (int64_t i = 1; i < count - 2; i++) {
        if (classes[codes[i]] >= letters) continue;
        uint64_t hash = 0, power = 1;
        starts[found] = i;
        do {
            uint32_t c = codes[i];
            hash += folded[c < n_folded ? c : n_folded - 1] * power;
            power *= MIX;
            i++;
        } while (i < count - 2 && classes[codes[i]] < letters);
        ends[found] = i;
        hashes[found++] = hash;
    }
    return found;
}

/* Find those of `hashes` that neither of two tables of 2 ** bits holds in its place: their numbers. Returns how many. */
EXPORT int64_t textfix_lacking(const uint64_t *first, const uint64_t *second, int64_t bits, const uint64_t *hashes,
                               int64_t count, int64_t *numbers) {
    int64_t found = 0, shift = 64 - bits;
    for (int64_t i = 0; i < count; i++) {
        uint64_t h = hashes[i];
        numbers[found] = i;
        found += first[h >> shift] != h && second[h * MIX >> shift] != h;
    }
    return found;
}

static int holds(const uint8_t *bits, uint64_t number) { return bits[number >> 3] >> (number & 7) & 1; }

/* Find the words whose hash, written together with that of the next word behind one space, both halves of a table of two
 * times 2 ** bits bits know: by its first bits, and by its last. `powers` of MIX: longer words count as so long. Returns how many. */
EXPORT int64_t textfix_joining(const uint8_t *known, int64_t bits, const uint64_t *powers, int64_t n_powers,
                               const uint32_t *codes, const int64_t *starts, const int64_t *ends,
                               const uint64_t *hashes, int64_t count, int64_t *numbers) {
    int64_t found = 0;
    uint64_t size = UINT64_C(1) << bits;
    for (int64_t i = 0; i + 1 < count; i++) {
        if (starts[i + 1] != ends[i] + 1 || codes[ends[i]] != ' ') continue;
        int64_t length = ends[i] - starts[i];
        uint64_t joined = hashes[i] + hashes[i + 1] * powers[length < n_powers ? length : n_powers - 1];
        if (holds(known, joined >> (64 - bits)) && holds(known, size + (joined & (size - 1)))) numbers[found++] = i;
    }
    return found;
}

static int agree(const uint64_t *left, const uint64_t *right, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if (left[i] != right[i]) return 0;
    return 1;
}

#define SLOTS 12
#define SLOT(i) ((items[i] * MIX + items[(i) + 1]) * MIX >> (64 - SLOTS))

/* Find where items repeat with a period of 2 to `longest` items: three times, or twice if the period is `twice` or
 * longer; where `single`, also where one stands three times. The last place comes first. Returns how many. */
EXPORT int64_t textfix_periodic(const uint64_t *items, int64_t count, int64_t single, int64_t twice, int64_t longest,
                                int64_t *at) {
    uint8_t behind[1 << SLOTS] = {0}; /* how many of the next `longest` pairs of neighbours fall into each slot */
    int64_t found = 0;
    for (int64_t i = count - 2; i >= 0; i--) {
        if (i + longest + 2 < count) behind[SLOT(i + longest + 1)]--;
        int met = single && i + 2 < count && items[i] == items[i + 1] && items[i] == items[i + 2];
        if (!met && behind[SLOT(i)])
            for (int64_t p = 2; p <= longest && !met; p++) {
                int64_t same = p < twice ? 2 * p : p;
                met = i + p + same <= count && agree(items + i, items + i + p, same);
            }
        behind[SLOT(i)]++;
        if (met) at[found++] = i;
    }
    return found;
}

/* Find where two items, or three, stand again behind one other. Returns how many. */
EXPORT int64_t textfix_echoed(const uint64_t *items, int64_t count, int64_t *at) {
    int64_t found = 0;
    for (int64_t i = 0; i + 5 <= count; i++)
        if ((items[i] == items[i + 3] && items[i + 1] == items[i + 4]) ||
            (i + 7 <= count && agree(items + i, items + i + 4, 3)))
            at[found++] = i;
    return found;
}
