# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Words that stand around names and tell whose they are: relatives, roles, titles, and what people do."""

RELATIVES = frozenset(
    "wife husband partner boyfriend girlfriend ex exwife fiance fiancee spouse mum mother mom dad father brother sister son "
    "daughter baby child kid toddler twin uncle aunt auntie aunty cousin nephew niece nan gran granny grandma grandmother grandad "
    "grandpa grandfather grandson granddaughter stepson stepdaughter stepdad stepfather stepmum stepmother godfather "
    "godmother friend bestie mate flatmate housemate roommate neighbour neighbor ex-wife ex-husband ex-partner "
    "ex-boyfriend ex-girlfriend half-brother half-sister mother-in-law father-in-law brother-in-law sister-in-law "
    "son-in-law daughter-in-law widow widower lover abuser stalker hubby missus bf gf bff lad bro sis babysitter nanny carer".split()
)
COLLEAGUES = frozenset(
    "colleague supervisor supervisee therapist counsellor counselor psychiatrist psychologist psychotherapist doctor gp nurse cpn "
    "consultant trainee intern manager boss employer teacher headteacher headmaster tutor lecturer coach caseworker social-worker worker "
    "solicitor lawyer midwife physio keyworker sponsor pastor priest vicar rabbi imam coworker co-worker facilitator dentist "
    "line-manager landlord landlady receptionist interpreter paediatrician pediatrician".split()
)
CLIENTS = frozenset("client patient supervisee cl clt pt resident student pupil adolescent teenager".split())
ROLES = RELATIVES | COLLEAGUES | CLIENTS
TITLES = frozenset(
    "mr mrs ms mx dr prof professor miss sir dame mister missus madam mme mlle herr frau señor señora senor senora sr sra".split()
)
STYLES = frozenset(
    "nan gran mum mam mama papa pop nonna nonno yaya uncle aunt auntie aunty aunti nana nanny granny grandma grandpa grandad cousin father sister brother rev reverend pastor rabbi imam "
    "sheikh sheik nurse judge lord lady captain sergeant sgt constable pc councillor cllr coach chief officer doctor "
    "st saint king queen prince princess president minister senator mayor auntie tia tio abuela oma opa baba detective inspector corporal lieutenant lt major colonel commander cpl superintendent sheriff don doña".split()
)
SAID = frozenset(
    "said says say told tells asked asks replied replies answered answers thinks thought feels felt wants wanted knows knew "
    "came comes went goes called calls cried cries presented presents reported reports described describes disclosed "
    "discloses struggles struggled attends attended arrived arrives left leaves moved moves lives lived works worked "
    "started starts stopped stops began begins became becomes has had is was isn't wasn't hasn't hadn't didn't doesn't "
    "does did who who's would could should might must can't couldn't wouldn't won't didnt doesnt wasnt isnt wants "
    "needs needed keeps kept seems seemed looks looked sounds sounded gets got gave gives took takes made makes "
    "met meets married divorced died dies grew hates hated loves loved likes liked fears feared worries worried "
    "refused refuses agreed agrees admitted admits mentioned mentions explained explains believes believed noticed "
    "notices brought brings returned returns remembers remembered realised realises realized realizes tried tries wept weeps laughed laughs "
    "smiled smiles shared shares sat sits stayed stays walked walks texted texts emailed emails rang rings phoned phones messaged messages "
    "hit hits threatened threatens drinks drank drives drove hurt hurts lost loses found finds fell falls still never always often also just "
    "finally now then recently currently and".split()
)
SPOKE = frozenset(
    "said says told tells asked asks replied replies answered answers thinks thought feels wants wanted knows knew cried cries "
    "presents presented reports reported describes described disclosed discloses struggles struggled attends attended arrived "
    "arrives moved lives lived works worked who's hates hated loves loved fears feared worries worried "
    "refused refuses agreed agrees admitted admits mentioned mentions explained explains believes believed noticed brought "
    "remembers remembered wept weeps laughed laughs smiled smiles texted emailed rang phoned messaged threatened drank got went came "
    "comes goes gets has had".split()
)
"""What a person does and a feeling or a thing hardly ever: "Grace told me"; while "hope is" and "grace comes"."""

MEETS = frozenset(
    "saw see seeing seen met meet meeting with phoned emailed texted called named visited visits told asked rang "
    "married dating dated divorced about supervising discussed discuss presenting present treating hugged hit likes loves misses mentioned "
    "between like by for to from and of or".split()
)
PLACE_PREPOSITIONS = frozenset(
    "in near at around outside across throughout inside towards toward via leaving visiting".split()
)
MOVES = frozenset(
    "are were im up live lives lived living move moved moves moving based born grew raised stay stays stayed settled work works worked "
    "travel travels travelled traveled travelling commute commutes commuting commuted came comes come coming fled flew flies drove drives drive "
    "relocated relocating went goes going back returned originally originates hails practise practises practice practising job "
    "flat house home clinic office studying studied studies university uni holiday trip trips weekend family parents weekends here down up over "
    "all way train bus flight road refugee migrated emigrated immigrated raised schooled stationed town city village area suburb".split()
)
JOINING = frozenset(
    "de da do dos das del della di du la le el al bin bint ibn ben abu van von der den ter ten y e san santa st saint mac mc ap ab ó o te ul ur".split()
)
