"""What surrounds a sentence: earlier sentences, headings, the document's topics, dates and last subjects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from gazetteer import Entity
from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage
from nlp.facts.period import SAME, Period
from nlp.facts.reckoning import in_year, shifted, span_back
from nlp.facts.salience import REACH, Salience
from nlp.facts.scan import Scan
from nlp.facts.thread import Order, Thread
from nlp.facts.told import Told, base_of
from nlp.facts.weighing import Decision, Kind, Option

Role = Literal["title", "titled beside", "opens", "spoken", "plain", "adjective", "oblique"]
"""The part a name has in its sentence: what a title or it is about, what opens it, or one beside that."""
RANKINGS = ("gii", "other_ranking")
"""Frames that tell which ranking is spoken of."""
TOPICS = ("gii", "top100", "cluster_ranking")
"""Frames that hold for a part of a document once named: its ranking."""
_SECTION_REACH = 2 * REACH
"""Characters beyond which what a section named is no longer meant, though nothing else was."""
_OFTENEST = 6
"""Indicators of a document that any of its figures may be a value of."""
_TOPIC_REACH = 3000
"""Characters beyond which a ranking that was named is no longer the topic."""


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """A period read elsewhere: its resolved value and where it stands.

    ``kind`` says how it was told, in the ``sentence`` of that number.
    """

    value: str
    block: int
    start: int
    stop: int
    row: int | None = None
    column: int | None = None
    sentence: int = field(default=0, compare=False)
    kind: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SubjectFound:
    """A subject carried from elsewhere: the group and where its first name stands; ``order`` grows with each.

    ``role`` is the part it had there, in the ``sentence`` of that number; ``position`` is how many characters of the
    document stand before.
    """

    group: NameGroup
    block: int
    row: int | None = None
    column: int | None = None
    order: int = 0
    role: Role = "title"
    sentence: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """The place told last: its indicator, and where its period stands when that was read elsewhere."""

    slug: str
    rank: int
    far: PeriodFound | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """The sentence that a list stands under, taken apart, and its block."""

    passage: Passage
    block: int


def _nothing_ahead() -> Sequence[SubjectFound]:
    return ()


def nothing_later() -> PeriodFound | None:
    """No date is told by what comes next."""
    return None


def _no_cluster(entity: Entity) -> Entity | None:  # noqa: ARG001 - the shape of the question
    return None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above what is read: its ``level`` (0 where none is known), and what it names and dates, if anything."""

    scan: Scan
    level: int = 0
    subject: SubjectFound | None = None
    period: PeriodFound | None = None


@dataclass(slots=True)
class Setting:
    """The reader's memory while it goes through a document.

    ``before`` are the earlier sentences of the paragraph (latest last), ``topics`` the rankings spoken of with the
    position where each was named last, ``lead`` the sentence that introduces the list being read and ``led_by`` its
    end taken apart, ``above`` the headings that it stands under, the nearest last. ``subject`` is what was last
    spoken of, ``subjects`` the last of each type and ``earlier_subjects`` the one of each type before that,
    ``opener`` the first that the paragraph named, ``of_section`` all that the section did, by id, the latest last,
    ``last_of_all`` the last of each type in the document, however far above, ``first_of_all`` what it named first,
    ``thread`` whom its figures were told of, ``by_country`` where each country (by code) was named last,
    ``leader`` where the document's leader was named last; ``period`` the last period of the paragraph,
    ``event`` the last day of one on which no figure was told, ``beside`` the other
    period of the sentence that told the last, ``opened`` the first of the paragraph, ``earlier`` the last
    period of the section, ``newest`` the date told last in it whatever it dates ("founded in 2008"), ``edition``
    the ranking's edition told last in it, ``editions`` that of each ranking (by id) in the document, ``mains`` and
    ``often`` where those were named last that the document is about (``salience.About``), ``lead_period`` the
    period of the list being read, ``caption_period`` that of the last caption of the section, ``currency`` that of
    the last amount of the paragraph and ``money`` that of the last in the document, ``base`` the last indicator,
    ``told_of`` the last subject of a value (entity id), ``told_at`` the place of its period, ``placed`` the last
    place. ``dated`` is the document's own date, or empty, ``date_line`` the line above that dates what stands below
    it, after ``date_line_at`` characters. ``cluster_of`` tells the ranked cluster that a city's name stands for,
    ``salience`` how much the text around is about each entity, ``sentence`` is the number of sentences read,
    ``position`` that of characters, ``countries`` the codes of the countries it speaks of, most first. ``ahead``
    looks up what the text names next, for a value before which nobody was named, ``later`` the date that the next
    sentences tell, for one before which none was told. ``decisions`` takes down every way to read a value while
    weights are learned; otherwise it is none. ``told`` counts the figures told of each indicator so far, its changes
    with it, ``told_whom`` has whom they were told of by id, the latest last, ``spoken`` counts its words,
    ``ranked_by`` has the kinds of ranking spoken of.
    """

    dated: str = ""
    language: str = "en"
    before: list[Scan] = field(default_factory=list)
    lead: Scan | None = None
    led_by: Introduction | None = None
    above: list[Heading] = field(default_factory=list)
    topics: dict[str, int] = field(default_factory=dict)
    subject: SubjectFound | None = None
    leader: SubjectFound | None = None
    subjects: dict[str, SubjectFound] = field(default_factory=dict)
    earlier_subjects: dict[str, SubjectFound] = field(default_factory=dict)
    opener: SubjectFound | None = None
    thread: Thread = field(default_factory=Thread)
    of_section: dict[str, SubjectFound] = field(default_factory=dict)
    last_of_all: dict[str, SubjectFound] = field(default_factory=dict)
    first_of_all: SubjectFound | None = None
    by_country: dict[str, SubjectFound] = field(default_factory=dict)
    period: PeriodFound | None = None
    event: PeriodFound | None = None
    beside: PeriodFound | None = None
    opened: PeriodFound | None = None
    earlier: PeriodFound | None = None
    newest: PeriodFound | None = None
    edition: PeriodFound | None = None
    editions: dict[str, PeriodFound] = field(default_factory=dict)
    mains: dict[str, SubjectFound] = field(default_factory=dict)
    often: dict[str, SubjectFound] = field(default_factory=dict)
    currency: str = ""
    money: str = ""
    base: Told | None = None
    told_of: str = ""
    sentence: int = 0
    position: int = 0
    told_period: str | None = None
    told_at: PeriodFound | None = None
    placed: Placed | None = None
    lead_period: PeriodFound | None = None
    caption_period: PeriodFound | None = None
    later: Callable[[], PeriodFound | None] = nothing_later
    cluster_of: Callable[[Entity], Entity | None] = _no_cluster
    date_line: PeriodFound | None = None
    date_line_at: int = 0
    salience: Salience = field(default_factory=Salience)
    countries: Sequence[str] = ()
    ahead: Callable[[], Sequence[SubjectFound]] = _nothing_ahead
    decisions: list[Decision] | None = None
    told: Counter[str] = field(default_factory=Counter)
    told_whom: dict[str, list[str]] = field(default_factory=dict)
    spoken: Counter[str] = field(default_factory=Counter)
    ranked_by: set[str] = field(default_factory=set)
    move: tuple[PeriodFound, PeriodFound] | None = None
    """The two years of the last move from one value to another in the paragraph."""

    at: tuple[int, int | None, int | None] = (0, None, None)
    """Block, row and column of what is being read."""

    @property
    def rankings(self) -> str:
        """Which rankings the document spoke of: the index, others, both or none."""
        return "+".join(sorted(self.ranked_by)) or "none"

    def tell(self, figures: Iterable[tuple[str, str]]) -> None:
        """Take down of which indicators and whom (by id) figures were told."""
        for slug, identity in figures:
            base = base_of(slug)
            self.told[base] += 1
            whom = self.told_whom.setdefault(base, [])
            if identity in whom:
                whom.remove(identity)
            whom.append(identity)

    def told_of_pair(self, slug: str, identity: str) -> Order:
        """Whether an indicator or its changes were told of somebody: the last, an earlier one, only others, nobody."""
        whom = self.told_whom.get(base_of(slug))
        if not whom:
            return "nothing"
        if whom[-1] == identity:
            return "last"
        return "before" if identity in whom else "others"

    def told_of_slug(self, slug: str) -> tuple[int, int]:
        """How often figures were told of an indicator or its changes, and its words spoken, in steps that grow."""
        base = base_of(slug)
        return self.told[base].bit_length(), self.spoken[base].bit_length()

    @property
    def oftenest(self) -> Sequence[str]:
        """The indicators that figures of the document were told of oftenest, and whose words it has oftenest."""
        told = sorted(self.told, key=lambda slug: (-self.told[slug], slug))[:_OFTENEST]
        spoken = sorted(self.spoken, key=lambda slug: (-self.spoken[slug], slug))[:_OFTENEST]
        return tuple(dict.fromkeys((*told, *spoken)))

    def note_decision(self, kind: Kind, span: tuple[int, int], options: Iterable[Option]) -> None:
        """Take down the ways to read the number at ``span`` of the reading, where somebody learns from them."""
        if self.decisions is not None:
            self.decisions.append(Decision(kind, (*self.at, *span), tuple(options)))

    @property
    def ranked(self) -> bool:
        """Whether the text speaks of a ranking."""
        if self.topics or "ranking" in self.subjects:
            return True
        return any(
            hit.key == "other_ranking" for scan in (*self.surroundings(), *self.headings) for hit in scan.found("frame")
        )

    @property
    def country(self) -> SubjectFound | None:
        """Where the country was named last that the chapter speaks of most, by name or by its towns and bodies."""
        return next((self.by_country[code] for code in self.countries if code in self.by_country), None)

    @property
    def anywhere(self) -> Sequence[SubjectFound]:
        """What the document named first of all, and the last cluster, programme and body, however far above."""
        found = (self.first_of_all, *(self.last_of_all.get(kind) for kind in ("cluster", "programme", "organisation")))
        return [known for known in found if known is not None]

    @property
    def headings(self) -> Sequence[Scan]:
        """The headings above, the nearest last."""
        return [heading.scan for heading in self.above]

    @property
    def heading_subjects(self) -> Sequence[SubjectFound]:
        """What the headings above name, the nearest first."""
        return [heading.subject for heading in self.above[::-1] if heading.subject is not None]

    @property
    def heading_subject(self) -> SubjectFound | None:
        """What the nearest heading that names anything names."""
        return next(iter(self.heading_subjects), None)

    @property
    def heading_periods(self) -> Sequence[PeriodFound]:
        """The periods that the headings above tell, the nearest first."""
        return [heading.period for heading in self.above[::-1] if heading.period is not None]

    @property
    def heading_period(self) -> PeriodFound | None:
        """The period of the nearest heading that tells one."""
        return next(iter(self.heading_periods), None)

    @property
    def period_above(self) -> PeriodFound | None:
        """The period of the heading or of the date line, whichever stands nearer."""
        told = [far for far in (self.heading_period, self.date_line) if far is not None]
        return max(told, key=lambda far: far.block, default=None)

    @property
    def beneath_date_line(self) -> bool:
        """Whether the date line stands so near that it dates what is read as a heading would."""
        return self.date_line_at >= self.position - REACH

    def surroundings(self) -> Sequence[Scan]:
        """Sentences whose words still hold, nearest first."""
        near = [*self.before[-3:]][::-1]
        return [self.lead, *near] if self.lead is not None else near

    def keep(self, found: SubjectFound) -> None:
        """Take what was just spoken of as the last of its type."""
        entity = found.group.lead.entity
        kind = entity.type
        self.of_section.pop(entity.id, None)
        self.of_section[entity.id] = found
        if kind == "country":
            self.by_country[entity.country] = found
        self.last_of_all[kind] = found
        self.first_of_all = self.first_of_all or found
        last = self.subjects.get(kind)
        if last is not None and last.group.lead.entity.id != entity.id:
            self.earlier_subjects[kind] = last
        self.subjects[kind] = found
        if self.opener is None and len(found.group.members) == 1:
            self.opener = found

    def new_paragraph(self) -> None:
        """Forget what only holds within a paragraph."""
        self.before.clear()
        self.thread.new_paragraph()
        self.opener = None
        self.period = None
        self.event = None
        self.beside = None
        self.opened = None
        self.move = None
        self.currency = ""
        self.base = None
        self.told_period = None
        self.told_at = None
        self.placed = None

    def new_section(self) -> None:
        """Forget what only holds within a section."""
        self.new_paragraph()
        self.thread.new_section()
        self.of_section = {}
        self.subject = None
        self.subjects = {}
        self.earlier_subjects = {}
        self.lead = None
        self.caption_period = None
        self.edition = None
        self.earlier = None
        self.newest = None

    def forget(self) -> None:
        """Forget what was spoken of too far above to be meant by what comes: a long report changes its subject."""
        first = self.position - REACH
        self.subjects = _since(self.subjects, first)
        self.earlier_subjects = _since(self.earlier_subjects, first)
        self.of_section = _since(self.of_section, self.position - _SECTION_REACH)
        if self.subject is not None and self.subject.position < first:
            self.subject = None
        if self.leader is not None and self.leader.position < first:
            self.leader = None
        first = self.position - _TOPIC_REACH
        self.topics = {topic: at for topic, at in self.topics.items() if at >= first}

    def speak_of(self, scan: Scan) -> None:
        """Take the ranking that a sentence or heading speaks of as a topic."""
        self.topics.update({hit.key: self.position for hit in scan.found("frame") if hit.key in TOPICS})
        self.ranked_by.update(hit.key for hit in scan.found("frame") if hit.key in RANKINGS)
        self.spoken.update(base_of(hit.key) for category in ("cue", "noun") for hit in scan.found(category))

    def note(self, scan: Scan) -> None:
        """Remember a sentence that was read."""
        self.before.append(scan)
        self.speak_of(scan)


def _since(subjects: Mapping[str, SubjectFound], first: int) -> dict[str, SubjectFound]:
    """The subjects that stand no further above than a position."""
    return {kind: known for kind, known in subjects.items() if known.position >= first}


def resolved(period: Period, setting: Setting, before: str = "") -> str:
    """The ISO-like value of a period; relative ones need the document's date or the year told ``before``."""
    newest = setting.newest.value if setting.newest is not None else ""
    if period.kind == "relative":
        line = setting.date_line.value if setting.date_line is not None else ""
        return shifted(setting.dated or newest.rsplit("/", 1)[-1] or line, period.value)
    if period.kind == "back":
        told = setting.dated or (setting.period.value if setting.period is not None else "")
        return span_back(told.rsplit("/", 1)[-1], period.value)
    if period.kind == "narrative":
        told = before or newest or (setting.dated if period.value == "-1" else "")
        return told if period.value == SAME else shifted(told.rsplit("/", 1)[-1], period.value)
    if period.kind == "within":
        far = setting.period or setting.heading_period or setting.newest or setting.date_line
        return in_year((before or (far.value if far is not None else setting.dated)).rsplit("/", 1)[-1], period.value)
    return period.value
