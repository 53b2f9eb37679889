// A little school with the people that are easily forgotten.
import { made, none } from "./school.mjs";

/** By the school's own clock, in whose night it is another day. */
const daysAgo = (days) =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Paris" });

export const MANY = 300;
export const advisors = {
  camille: "camille@ecole.example",
  /** Follows nobody yet. */
  noe: "noe@ecole.example",
  /** Follows 300 people, each with a reason to be called. */
  alix: "alix@ecole.example",
  manager: "direction@ecole.example",
};
/** They have accounts of their own. */
export const others = { layla: "layla@ecole.example", siobhan: "siobhan@ecole.example", karim: "karim@ecole.example" };
export const people = [
  { student: "S-1", given_name: "Siobhán", family_name: "O’Connor-D'Angelo" },
  { student: "S-2", given_name: "ليلى", family_name: "بن علي", email: "layla@example.org" },
  { student: "S-3", given_name: "Zoë", family_name: "<b>Lefèvre</b> & fils", informal: "yes" },
];
/** All is well with him. */
export const calm = { student: "G-1", given_name: "Gérard", family_name: "Lemoine" };
export const words = {
  "S-1": "J'ai peur d'avoir raté l'épreuve 😅🫣 vous m'appelez ?",
  "S-2": "مرحبا، لا أستطيع فتح الدرس 3 (SQL) 🙏",
  "S-3": "<script>document.title = 'gagné'</script> & co",
};

/** The path of a personal link, made by the program. */
export async function linkOf(school, whose, id, ...options) {
  return (await school.vigie("link", whose, id, ...options)).match(/\/l\/\S+/)[0];
}

let school;
export function little() {
  school ??= build();
  return school;
}

async function build() {
  const many = Array.from({ length: MANY }, (_, n) => ({
    student: `M-${n}`,
    given_name: `Personne ${n}`,
    family_name: "Exemple",
  }));
  const everybody = [...people, calm, ...many];
  const advisor = ({ student }) => (student.startsWith("M") ? "alix" : "camille");
  const enrolment = ({ student }) => `${student}-web`;
  const occurred_at = daysAgo(12);
  const tables = {
    students: everybody.map((one) => ({ email: "", phone: "+33 1 99 00 00 01", informal: "", ...one })),
    staff: [
      { staff: "camille", name: "Camille D’Hautefeuille", role: "advisor", way: "" },
      { staff: "noe", name: "Noé Martin", role: "advisor" },
      { staff: "alix", name: "Alix Robert", role: "advisor" },
      { staff: "karim", name: "Karim Haddad", role: "mentor", way: "montre d’abord" },
    ],
    programmes: [{ programme: "web", title: "Développement web" }],
    enrolled: everybody.map((one) => ({
      student: one.student,
      enrolment: enrolment(one),
      occurred_at,
      programme: "web",
      cohort: "demain",
      starts_at: occurred_at,
    })),
    advisor_assigned: everybody.map((one) => ({
      student: one.student,
      occurred_at,
      advisor: advisor(one),
    })),
    community_post: people.map(({ student }) => ({
      student,
      occurred_at: daysAgo(5),
      space: "#entraide",
      asks_help: "yes",
      text: words[student],
    })),
    mentor_assigned: [{ student: "S-1", enrolment: "S-1-web", occurred_at, mentor: "karim" }],
    // Two sessions of which nobody said whether they took place.
    session_booked: [3, 2].map((days) => ({
      student: "S-1",
      enrolment: "S-1-web",
      occurred_at,
      session: `session-${days}`,
      mentor: "karim",
      at: `${daysAgo(days)} 18:00`,
    })),
    session_recorded: none("student", "enrolment", "occurred_at", "session", "mentor", "at", "outcome"),
    diploma: none("student", "enrolment", "occurred_at", "programme"),
    activity: ["S-1", "G-1"].map((student) => ({
      student,
      enrolment: `${student}-web`,
      from: daysAgo(3),
      actions: 5,
    })),
    call: [
      { student: "S-1", occurred_at: daysAgo(8), channel: "phone", by: "camille", outcome: "spoke" },
      { student: "G-1", occurred_at: daysAgo(2), channel: "phone", by: "camille", outcome: "spoke" },
    ],
  };
  const users = [
    { email: advisors.camille, name: "Camille D’Hautefeuille", role: "advisor", advisor: "camille" },
    { email: advisors.noe, name: "Noé Martin", role: "advisor", advisor: "noe" },
    { email: advisors.alix, name: "Alix Robert", role: "advisor", advisor: "alix" },
    { email: advisors.manager, name: "Direction", role: "manager" },
    { email: others.layla, name: "ليلى بن علي", role: "student", student: "S-2" },
    { email: others.siobhan, name: "Siobhán O’Connor-D'Angelo", role: "student", student: "S-1" },
    { email: others.karim, name: "Karim Haddad", role: "mentor", advisor: "karim" },
  ];
  return made(tables, users);
}
